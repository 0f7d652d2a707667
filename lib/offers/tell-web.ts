// lib/offers/tell-web.ts
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import { internalHeaders } from '@/lib/platform/internal-call'

const TAGS_MAX = 50

/** What the web is asked to let go of: pages of offers, and nothing else that it keeps. */
export const RevalidateInput = z.strictObject({
  tags: z
    .array(z.string().regex(/^offer:[A-Z0-9]{6}$/))
    .min(1)
    .max(TAGS_MAX),
})

const TIMEOUT_MS = 10_000

type Web = { readonly url: string; readonly secret: Secret }

/** A published offer's page is made anew where it is kept. True when the web said so. */
export async function tellWeb(ctx: Ctx, web: Web, offerId: Id<'offer'>): Promise<boolean> {
  const [offer] = await ctx.db
    .select({ code: offers.code })
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.accountId, ctx.actor.accountId)))
  if (offer === undefined) return true // Nothing of it is shown any more.
  return tell(ctx, web, [offer.code])
}

/** The same for everything an account sells, a few pages a call. */
export async function tellWebOfAll(ctx: Ctx, web: Web): Promise<boolean> {
  const published = await ctx.db
    .select({ code: offers.code })
    .from(offers)
    .where(and(eq(offers.accountId, ctx.actor.accountId), eq(offers.state, 'published')))
  const codes = published.map(({ code }) => code)
  for (let from = 0; from < codes.length; from += TAGS_MAX) {
    if (!(await tell(ctx, web, codes.slice(from, from + TAGS_MAX)))) return false
  }
  return true
}

async function tell(ctx: Ctx, web: Web, codes: readonly string[]): Promise<boolean> {
  const input: z.input<typeof RevalidateInput> = { tags: codes.map((code) => `offer:${code}`) }
  const body = JSON.stringify(input)
  const reply = await ctx.http({
    method: 'POST',
    url: new URL('/api/internal/revalidate', web.url).href,
    headers: {
      'content-type': 'application/json',
      ...internalHeaders({ secret: web.secret, body, now: ctx.now() }),
    },
    body,
    timeoutMs: TIMEOUT_MS,
  })
  return reply.kind === 'reply' && reply.status === 204
}
