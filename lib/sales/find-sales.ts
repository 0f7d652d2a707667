// lib/sales/find-sales.ts
import { and, asc, desc, eq, gt, gte, inArray, like, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { offers } from '@/db/schema/offers'
import type { Environment } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import { firstIdAt, type Id } from '@/lib/kernel/ids'
import { searchQuery } from '@/lib/kernel/search-words'
import { saleColumns } from './read-sale'
import type { Sale } from './sale'
import type { PanelSalesQuery } from './sales-query'

/** Which sales there are for who asks: of one environment, or those made to try things out. */
export type Scope = {
  readonly accountId: Id<'account'>
  /** Null for all of them. */
  readonly environment: Environment | null
  readonly test: boolean
}

export type Page<T> = {
  readonly rows: readonly T[]
  /** Where the older ones go on; null on the last page. */
  readonly next: Id<'sale'> | null
  /** Where the newer ones are; null on the first page. */
  readonly previous: Id<'sale'> | null
}

/**
 * One page by key. The ids come from the index alone, whatever the filters; then the rows of that
 * page are read, and no other.
 */
export async function findPage(tx: Tx, scope: Scope, query: PanelSalesQuery): Promise<Page<Sale>> {
  const filters = await filtersOf(tx, scope, query)
  if (filters === 'nothing') return { rows: [], next: null, previous: null }
  const { before, cursor, limit } = query
  const up = before !== undefined
  const beyond = up ? gt(sales.id, before) : cursor && lt(sales.id, cursor)
  const found = tx
    .select({ id: sales.id })
    .from(sales)
    .where(and(...filters, beyond))
    .orderBy(up ? asc(sales.id) : desc(sales.id)) // ids sort by age
    .limit(limit + 1)
    .as('found')
  const rows = await tx
    .select(saleColumns)
    .from(found)
    .innerJoin(sales, eq(sales.id, found.id))
    .orderBy(up ? asc(found.id) : desc(found.id))
  const page = rows.slice(0, limit)
  if (up) page.reverse()
  const more = rows.length > limit
  const edge = { first: page[0]?.id ?? null, last: page.at(-1)?.id ?? null }
  return {
    rows: page,
    next: up || more ? edge.last : null,
    previous: (up ? more : cursor !== undefined) ? edge.first : null,
  }
}

/** What is asked for, as conditions; or `nothing`, when it is known that nothing can be found. */
export async function filtersOf(
  tx: Tx,
  { accountId, environment, test }: Scope,
  query: PanelSalesQuery,
): Promise<readonly SQL[] | 'nothing'> {
  const { status, method, acquirer, brand, offer, link, from, to, minAmount, maxAmount, capture } =
    query
  const [words, offerId] = await Promise.all([
    query.q === undefined ? null : wordsFilter(tx, accountId, query.q),
    offer === undefined ? null : offerNamed(tx, accountId, offer),
  ])
  if (words === 'nothing' || offerId === 'nothing') return 'nothing'
  // What is asked for comes first: nearly every sale is of the environment, so to ask that of each
  // entry before what tells them apart would be wasted.
  const filters = [
    eq(sales.accountId, accountId),
    eq(sales.test, test),
    status && inArray(sales.status, status),
    method && eq(sales.method, method),
    acquirer && eq(sales.acquirer, acquirer),
    brand && like(sales.cardHint, `${CARD_BRANDS[brand].label} %`),
    offerId === null ? undefined : eq(sales.offerId, offerId),
    link === undefined ? undefined : eq(sales.linkCode, link.toUpperCase()),
    from && gte(sales.id, firstIdAt('sale', from)),
    to && lt(sales.id, firstIdAt('sale', to)),
    minAmount === undefined ? undefined : gte(sales.amount, minAmount),
    maxAmount === undefined ? undefined : lte(sales.amount, maxAmount),
    capture && eq(sales.captureMode, capture),
    words ?? undefined,
    environment === null ? undefined : eq(sales.environment, environment),
  ]
  return filters.filter((each) => typeof each === 'object')
}

async function offerNamed(tx: Tx, accountId: Id<'account'>, code: string) {
  const [offer] = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.code, code), eq(offers.accountId, accountId)))
  return offer?.id ?? ('nothing' as const)
}

/** Fewer than these are listed one by one; more are so many that any page of the newest has some. */
const HITS_MAX = 2000

const WHOLE_ID = /^sale_[0-9a-z]{25}$/
const NUMBER = /^\d{1,15}$/

/**
 * What the words say is found first, by themselves: only then is it known whether they are rare. The
 * database cannot tell a rare beginning of a word from a common one, and would read every sale.
 */
async function wordsFilter(
  tx: Tx,
  accountId: Id<'account'>,
  text: string,
): Promise<SQL | 'nothing' | null> {
  if (WHOLE_ID.test(text)) return eq(sales.id, text as Id<'sale'>)
  const words = searchQuery(text)
  if (words === null) return text === '' ? null : 'nothing'
  const hasWords = sql`${sales.words} @@ ${words}::tsquery`
  const mine = eq(sales.accountId, accountId)
  const [hits, numbered] = await Promise.all([
    tx.select({ id: sales.id }).from(sales).where(and(mine, hasWords)).limit(HITS_MAX),
    NUMBER.test(text)
      ? tx
          .select({ id: sales.id })
          .from(sales)
          .where(and(mine, eq(sales.number, Number(text))))
      : [],
  ])
  if (hits.length === HITS_MAX) return hasWords
  const ids = [...hits, ...numbered].map(({ id }) => id)
  if (ids.length === 0) return 'nothing'
  return sql`${sales.id} = any(string_to_array(${ids.join(' ')}, ' '))`
}
