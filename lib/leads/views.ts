// lib/leads/views.ts
import { and, desc, eq, getTableColumns, gte, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planned } from '@/db/planned'
import { leads } from '@/db/schema/leads'
import { offers } from '@/db/schema/offers'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { searchQuery } from '@/lib/kernel/search-words'
import type { Ctx } from '@/lib/platform/context'
import type { LeadsQuery } from './leads-query'

const { words: _, accountId: __, emailKey: ___, ipHash: ____, ...columns } = getTableColumns(leads)

/** A lead as its producer sees it. */
export type LeadView = Omit<
  typeof leads.$inferSelect,
  'words' | 'accountId' | 'emailKey' | 'ipHash'
> & {
  readonly offerTitle: string
}

type Reader = Ctx<'member' | 'api'>

const select = (ctx: Reader, where: SQL | undefined, limit: number) =>
  planned(ctx, (tx) =>
    tx
      .select({ ...columns, offerTitle: offers.title })
      .from(leads)
      .innerJoin(offers, eq(offers.id, leads.offerId))
      .where(and(eq(leads.accountId, ctx.actor.accountId), isNull(leads.erasedAt), where))
      .orderBy(desc(leads.id)) // ids sort by age
      .limit(limit),
  )

/** Newest first. */
export async function listLeads(ctx: Reader, { cursor, limit, ...query }: LeadsQuery) {
  const rows = await select(ctx, and(filtersOf(query), cursor && lt(leads.id, cursor)), limit + 1)
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

function filtersOf({ offer, kind, from, to, q }: Omit<LeadsQuery, 'cursor' | 'limit'>) {
  const words = q === undefined ? null : searchQuery(q)
  return and(
    offer === undefined ? undefined : eq(leads.offerCode, offer),
    kind === undefined ? undefined : eq(leads.kind, kind),
    from && gte(leads.createdAt, from),
    to && lt(leads.createdAt, to),
    words === null ? undefined : sql`${leads.words} @@ ${words}::tsquery`,
  )
}

const BATCH = 2_000

/** Everything the list shows, batch after batch. */
export async function* exportLeads(
  ctx: Ctx<'member'>,
  query: Omit<LeadsQuery, 'cursor' | 'limit'>,
) {
  let cursor: Id<'lead'> | undefined
  do {
    const { rows, next } = await listLeads(ctx, { ...query, cursor, limit: BATCH })
    yield rows
    cursor = next ?? undefined
  } while (cursor !== undefined)
}

/** One lead and what it bought; an erased one says that much. */
export async function findLead(ctx: Ctx<'member'>, id: string) {
  const [found] = await ctx.db
    .select({
      ...{ ...columns, ipHash: leads.ipHash, offerTitle: offers.title },
      boughtFor: sales.amount,
    })
    .from(leads)
    .innerJoin(offers, eq(offers.id, leads.offerId))
    .leftJoin(sales, eq(sales.id, leads.saleId))
    .where(and(eq(leads.id, id as Id<'lead'>), eq(leads.accountId, ctx.actor.accountId)))
  return found ?? null
}

/** Of the offers that have leads or ask for them, for the filter. */
export const listLeadOffers = (ctx: Ctx<'member'>) =>
  ctx.db
    .select({ code: offers.code, title: offers.title })
    .from(offers)
    .where(
      and(
        eq(offers.accountId, ctx.actor.accountId),
        sql`exists (select from ${leads} where ${leads.offerId} = ${offers.id})`,
      ),
    )
    .orderBy(desc(offers.id))
    .limit(200)

export type HeardLead = NonNullable<Awaited<ReturnType<typeof findHeardLead>>>

/** What is told of a lead to the store; null for one that was erased meanwhile. */
export async function findHeardLead(ctx: Ctx, tx: Tx, id: Id<'lead'>) {
  const [found] = await tx
    .select({ ...columns, offerTitle: offers.title, price: offers.price })
    .from(leads)
    .innerJoin(offers, eq(offers.id, leads.offerId))
    .where(and(eq(leads.id, id), eq(leads.accountId, ctx.actor.accountId), isNull(leads.erasedAt)))
  return found ?? null
}
