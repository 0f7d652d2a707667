// lib/notifications/follow-link.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import { messageLinks } from '@/db/schema/conversations'
import { messages } from '@/db/schema/notifications'
import type { Tools } from '@/lib/platform/context'

/** Who fetches a link to draw its picture or to look for harm: nobody clicked. `Cubot` is a phone. */
const MACHINE =
  /^whatsapp\/|facebookexternalhit|facebot|(?<!cu)bot\b|crawler|spider|preview|slurp|^(curl|wget|python|go-http|java|okhttp|node|axios|undici|ruby|php)|headless|lighthouse|scanner|safelinks|barracuda|mimecast|proofpoint/i

/** Whether a person is at the other end, as far as a request can tell. */
export function isPerson(headers: Headers): boolean {
  const agent = headers.get('user-agent') ?? ''
  if (agent === '' || MACHINE.test(agent)) return false
  const ahead = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/i.test(headers.get(name) ?? ''),
  )
  return !ahead
}

/** Where a link of a message leads. A person's visit is counted; the first one is the message's. */
export async function followLink(
  { db, now }: Pick<Tools, 'db' | 'now'>,
  code: string,
  person: boolean,
): Promise<string | null> {
  if (!/^[\w-]{6,24}$/.test(code)) return null
  if (!person) {
    const [link] = await db
      .select({ url: messageLinks.url })
      .from(messageLinks)
      .where(eq(messageLinks.code, code))
    return addressIn(link?.url)
  }
  const at = now()
  return db.transaction(async (tx) => {
    const [link] = await tx
      .update(messageLinks)
      .set({
        clicks: sql`${messageLinks.clicks} + 1`,
        firstClickAt: sql`coalesce(${messageLinks.firstClickAt}, ${at.toISOString()})`,
        lastClickAt: at,
      })
      .where(eq(messageLinks.code, code))
      .returning({ url: messageLinks.url, messageId: messageLinks.messageId })
    if (link === undefined) return null
    await tx
      .update(messages)
      .set({ clickedAt: at })
      .where(and(eq(messages.id, link.messageId), isNull(messages.clickedAt)))
    return addressIn(link.url)
  })
}

/** As a header can carry it: people write accents and worse into addresses. */
function addressIn(url = ''): string | null {
  if (/^[!-~]+$/.test(url)) return url
  return URL.canParse(url) ? new URL(url).href : null
}
