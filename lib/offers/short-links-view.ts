// lib/offers/short-links-view.ts
import { and, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { offers, shortLinks } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

export type ShortLinkRow = {
  readonly id: Id<'shortLink'>
  readonly code: string
  /** Empty for the one that came with the offer. */
  readonly label: string
  readonly isMain: boolean
  readonly affiliateCode: string | null
  readonly tracking: Readonly<Record<string, string>>
  readonly archivedAt: string | null
  /** Since ever. */
  readonly clicks: number
}

const PAGE = 50
/** Of the figures' page; the links' page has them all. */
const NAMED_MAX = 10

const COLUMNS = {
  id: shortLinks.id,
  code: shortLinks.code,
  label: shortLinks.label,
  isMain: sql<boolean>`${shortLinks.code} = ${offers.code}`,
  affiliateCode: shortLinks.affiliateCode,
  tracking: shortLinks.tracking,
  archivedAt: shortLinks.archivedAt,
  clicks: shortLinks.clicks,
}

type Found = Omit<ShortLinkRow, 'archivedAt'> & { readonly archivedAt: Date | null }
const toRow = (found: Found): ShortLinkRow => ({
  ...found,
  archivedAt: found.archivedAt?.toISOString() ?? null,
})

type Asked = {
  readonly offerId: Id<'offer'>
  readonly archived?: boolean
  readonly before?: Id<'shortLink'> | undefined
}

/** Links of one offer, the newest first. */
export async function listShortLinks(
  ctx: Ctx<'member' | 'api'>,
  { offerId, archived = false, before }: Asked,
): Promise<{ rows: readonly ShortLinkRow[]; next: Id<'shortLink'> | null }> {
  const found = await ctx.db
    .select(COLUMNS)
    .from(shortLinks)
    .innerJoin(offers, eq(offers.id, shortLinks.offerId))
    .where(
      and(
        eq(shortLinks.accountId, ctx.actor.accountId),
        eq(shortLinks.offerId, offerId),
        archived ? isNotNull(shortLinks.archivedAt) : isNull(shortLinks.archivedAt),
        before === undefined ? undefined : lt(shortLinks.id, before),
      ),
    )
    .orderBy(desc(shortLinks.id))
    .limit(PAGE + 1)
  const page = found.slice(0, PAGE)
  return { rows: page.map(toRow), next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

export async function findShortLink(
  ctx: Ctx<'member' | 'api'>,
  id: Id<'shortLink'>,
): Promise<ShortLinkRow | null> {
  const [found] = await ctx.db
    .select(COLUMNS)
    .from(shortLinks)
    .innerJoin(offers, eq(offers.id, shortLinks.offerId))
    .where(and(eq(shortLinks.accountId, ctx.actor.accountId), eq(shortLinks.id, id)))
  return found === undefined ? null : toRow(found)
}

/** Names of the links that brought something, the archived ones too; who brought most is first. */
export async function nameLinks<S extends { readonly visitors: number; readonly clicks: number }>(
  ctx: Ctx<'member'>,
  offerId: Id<'offer'>,
  sums: ReadonlyMap<string, S>,
): Promise<readonly { readonly code: string; readonly label: string; readonly sums: S }[]> {
  const best = [...sums]
    .sort(([, a], [, b]) => b.visitors - a.visitors || b.clicks - a.clicks)
    .slice(0, NAMED_MAX)
  if (best.length === 0) return []
  const named = await ctx.db
    .select({ code: shortLinks.code, label: shortLinks.label })
    .from(shortLinks)
    .where(
      and(
        eq(shortLinks.accountId, ctx.actor.accountId),
        eq(shortLinks.offerId, offerId),
        inArray(
          shortLinks.code,
          best.map(([code]) => code),
        ),
      ),
    )
  const labels = new Map(named.map(({ code, label }) => [code, label]))
  return best.flatMap(([code, found]) => {
    const label = labels.get(code)
    return label === undefined ? [] : [{ code, label, sums: found }]
  })
}
