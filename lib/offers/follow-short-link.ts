// lib/offers/follow-short-link.ts
import { eq, sql } from 'drizzle-orm'
import { offers, shortLinks } from '@/db/schema/offers'
import type { Tools } from '@/lib/platform/context'

export type ShortLink = { readonly offerCode: string; readonly affiliateCode: string | null }

/** Where `/s/{code}` leads, and one click more. Null for a code nobody made. */
export async function followShortLink({ db }: Tools, code: string): Promise<ShortLink | null> {
  if (!/^\w{1,40}$/.test(code)) return null
  const [link] = await db
    .update(shortLinks)
    .set({ clicks: sql`${shortLinks.clicks} + 1` })
    .where(eq(shortLinks.code, code.toUpperCase()))
    .returning({
      affiliateCode: shortLinks.affiliateCode,
      offerCode: sql<string>`(select ${offers.code} from ${offers} where ${offers.id} = ${shortLinks.offerId})`,
    })
  return link ?? null
}
