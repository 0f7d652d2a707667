// scripts/bench/support/chaos/judge.ts
import { eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { attempts, operations } from '@/db/schema/payments'
import { type SaleStatus, saleDays, sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Entry } from '@/lib/simulator/ledger'

export type Verdict = {
  /** In words; empty when every promise was kept. */
  readonly complaints: readonly string[]
  readonly said: Readonly<Record<string, number>>
  readonly charged: number
}

const WITH_MONEY: readonly SaleStatus[] = ['paid', 'partially_refunded']
const WITHOUT: readonly SaleStatus[] = ['refused', 'failed', 'canceled', 'refunded', 'expired']

type Row = Awaited<ReturnType<typeof attemptsOf>>[number]
type Kept = { entry: Entry; attempt: Row | undefined }

const attemptsOf = (db: Database, accountId: Id<'account'>) =>
  db.select().from(attempts).where(eq(attempts.accountId, accountId))

const keptOf = ({ capturedAmount, refundedAmount }: Entry) => capturedAmount - refundedAmount

/** Compares what the acquirers' books say with what ours say, once everything has been swept. */
export async function judge(
  db: Database,
  accountId: Id<'account'>,
  count: number,
  entries: readonly Entry[],
): Promise<Verdict> {
  const rows = await attemptsOf(db, accountId)
  const ours = await db.select().from(sales).where(eq(sales.accountId, accountId))
  const byReference = new Map(rows.map((row) => [row.reference, row]))
  const known = entries.map((entry) => ({ entry, attempt: byReference.get(entry.reference) }))
  const kept = known.filter(({ entry }) => keptOf(entry) > 0)
  const complaints = [
    ...(ours.length === count
      ? []
      : [`${ours.length} sales of ${count}: ${missingOf(ours, count)}`]),
    ...heldOf(entries),
    ...doublesOf(kept),
    ...sumsOf(known),
    ...statusesOf(ours, kept),
    ...(await openOf(db, accountId)),
    ...onTheWayOf(rows),
    ...oursOf(ours, rows),
    ...(await figuresOf(db, accountId, kept)),
  ]
  const said: Record<string, number> = {}
  for (const { status } of ours) said[status] = (said[status] ?? 0) + 1
  return { complaints, said, charged: kept.length }
}

const heldOf = (entries: readonly Entry[]) =>
  entries
    .filter(({ status }) => status === 'authorized')
    .map(({ reference, acquirer }) => `${reference} is still held at ${acquirer}`)

function doublesOf(kept: readonly Kept[]) {
  const times = new Map<string, number>()
  for (const { entry, attempt } of kept) {
    const whose = attempt?.saleId ?? `nobody (${entry.reference})`
    times.set(whose, (times.get(whose) ?? 0) + 1)
  }
  return [...times].flatMap(([saleId, n]) =>
    n > 1 || saleId.startsWith('nobody') ? [`${saleId} was charged ${n} times`] : [],
  )
}

/** An attempt's own transaction says the same sums as the attempt. */
function sumsOf(known: readonly Kept[]) {
  return known.flatMap(({ entry, attempt }) => {
    if (attempt === undefined || entry.key !== attempt.acquirerId) return []
    const same =
      entry.capturedAmount === attempt.capturedAmount &&
      entry.refundedAmount === attempt.refundedAmount
    if (same) return []
    const theirs = `${entry.capturedAmount} less ${entry.refundedAmount}`
    const mine = `${attempt.capturedAmount} less ${attempt.refundedAmount}`
    return [
      `${attempt.id} (${attempt.method}, ${attempt.status}) took ${mine}, ${entry.acquirer} says ${theirs}`,
    ]
  })
}

function statusesOf(ours: readonly (typeof sales.$inferSelect)[], kept: readonly Kept[]) {
  const paid = new Map(kept.map(({ entry, attempt }) => [attempt?.saleId, entry]))
  return ours.flatMap(({ id, status }) => {
    const money = paid.get(id)
    const honest = money === undefined ? WITHOUT.includes(status) : WITH_MONEY.includes(status)
    const parted =
      money !== undefined && money.refundedAmount > 0 !== (status === 'partially_refunded')
    return honest && !parted
      ? []
      : [`${id} says ${status}, and ${money === undefined ? 'nothing' : keptOf(money)} was taken`]
  })
}

async function openOf(db: Database, accountId: Id<'account'>) {
  const open = await db
    .select({ id: operations.id, kind: operations.kind, status: operations.status })
    .from(operations)
    .where(
      sql`${eq(operations.accountId, accountId)} and ${inArray(operations.status, ['sending', 'unknown', 'processing'])}`,
    )
  return open.map(({ id, kind, status }) => `${kind} ${id} is still ${status}`)
}

/** Nothing is told to be on its way back once everything is answered. */
const onTheWayOf = (rows: readonly Row[]) =>
  rows
    .filter(({ refundingAmount }) => refundingAmount > 0)
    .map(({ id, refundingAmount }) => `${id} still says that ${refundingAmount} is on its way back`)

/** A sale says of itself what its attempts say: when it was paid, and what went back. */
function oursOf(ours: readonly (typeof sales.$inferSelect)[], rows: readonly Row[]) {
  return ours.flatMap(({ id, paidAt, refundedAmount }) => {
    const kept = rows.filter(({ saleId, late }) => saleId === id && !late)
    const back = kept.reduce((sum, each) => sum + each.refundedAmount, 0)
    const paid = kept.some(({ capturedAmount }) => capturedAmount > 0)
    return [
      ...(back === refundedAmount
        ? []
        : [`${id} says ${refundedAmount} went back, it was ${back}`]),
      ...(paid === (paidAt !== null)
        ? []
        : [`${id} was ${paid ? '' : 'not '}paid, and says otherwise`]),
    ]
  })
}

/** What the panel says was earned is what the acquirers keep. */
async function figuresOf(db: Database, accountId: Id<'account'>, kept: readonly Kept[]) {
  const [told] = await db
    .select({ sum: sql<string>`coalesce(sum(${saleDays.paid} - ${saleDays.returned}), 0)` })
    .from(saleDays)
    .where(eq(saleDays.accountId, accountId))
  const sum = kept.reduce((all, { entry }) => all + keptOf(entry), 0)
  return Number(told?.sum) === sum
    ? []
    : [`the figures say ${told?.sum}, the acquirers keep ${sum}`]
}

/** By the number of the order, which is in its key. */
function missingOf(ours: readonly { readonly idempotencyKey: string }[], count: number) {
  const there = new Set(
    ours.map(({ idempotencyKey }) => String(Number(idempotencyKey.split('-').at(-1)))),
  )
  return Array.from({ length: count }, (_, n) => String(n))
    .filter((n) => !there.has(n))
    .join(' ')
}
