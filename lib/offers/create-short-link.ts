// lib/offers/create-short-link.ts
import { and, eq, sql } from 'drizzle-orm'
import { offers, shortLinks } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { mayNotEdit } from './may-not-edit'
import { makeOfferCode } from './offer-code'
import type { CreateShortLinkInput } from './short-link'

const LINKS_MAX = 500
const CODE_TRIES = 5

export type CreateShortLinkError = {
  readonly code: 'not_allowed' | 'offer_not_found' | 'code_taken' | 'too_many_links'
}

/** One more way to the offer's page, told apart from the others by its code. */
export async function createShortLink(
  ctx: Ctx<'member' | 'api'>,
  input: CreateShortLinkInput,
): Promise<Result<{ id: Id<'shortLink'>; code: string }, CreateShortLinkError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const { offerId } = input
  const { accountId } = ctx.actor
  const [offer] = await ctx.db
    .select({
      id: offers.id,
      links: sql<number>`(select count(l.id)::int from ${shortLinks} l where l.offer_id = ${offerId})`,
    })
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.accountId, accountId)))
  if (offer === undefined) return err({ code: 'offer_not_found' })
  if (offer.links >= LINKS_MAX) return err({ code: 'too_many_links' })
  for (let turn = 0; turn < CODE_TRIES; turn++) {
    const made = await insert(ctx, input)
    if (made !== null) return ok(made)
    if (input.code !== undefined) break
  }
  return err({ code: 'code_taken' })
}

/** An offer's own code belongs to that offer, also before it is published. */
function insert(ctx: Ctx<'member' | 'api'>, input: CreateShortLinkInput) {
  const { offerId, label, tracking, affiliateCode = null } = input
  const code = input.code ?? makeOfferCode(ctx)
  return ctx.db.transaction(async (tx) => {
    const [other] = await tx
      .select({ id: offers.id })
      .from(offers)
      .where(and(eq(offers.code, code), sql`${offers.id} <> ${offerId}`))
    if (other !== undefined) return null
    const [made] = await tx
      .insert(shortLinks)
      .values({
        id: ctx.newId('shortLink'),
        accountId: ctx.actor.accountId,
        ...{ code, offerId, label, tracking, affiliateCode },
        createdAt: ctx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: shortLinks.id, code: shortLinks.code })
    if (made === undefined) return null
    await recordAudit(ctx, tx, {
      action: 'link.created',
      subject: offerId,
      details: { code: made.code },
    })
    return made
  })
}
