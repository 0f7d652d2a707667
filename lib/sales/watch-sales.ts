// lib/sales/watch-sales.ts
import { inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { attempts } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'

type With = Pick<Tools, 'db' | 'wait'>
type Hearer = () => void

/** Called to hear no more. */
export type Stop = () => void

const PAUSE_MS = 700
const BATCH = 500

/**
 * One look at the database for everybody who waits in this process: however many pages are open, it
 * asks once in a while, and not at all while nobody listens. The payment path knows nothing of it.
 */
type Watch = {
  readonly kind: 'sale' | 'account'
  readonly key: string
  readonly hearers: Set<Hearer>
  seen: string | null
}
type Watcher = { readonly watches: Map<string, Watch>; running: boolean }

const watchers = new WeakMap<Database, Watcher>()

/** `hear` is called soon after it was given, and after every change of the sale. */
export const watchSale = (tools: With, saleId: Id<'sale'>, hear: Hearer): Stop =>
  watch(tools, { kind: 'sale', key: saleId, hear })

/** The same for a new sale of an account, wherever it was made. */
export const watchNewSales = (tools: With, accountId: Id<'account'>, hear: Hearer): Stop =>
  watch(tools, { kind: 'account', key: accountId, hear })

type Wanted = Pick<Watch, 'kind' | 'key'> & { readonly hear: Hearer }

function watch(tools: With, { kind, key, hear }: Wanted): Stop {
  const watcher = watchers.get(tools.db) ?? { watches: new Map(), running: false }
  watchers.set(tools.db, watcher)
  const found = watcher.watches.get(key) ?? { kind, key, hearers: new Set(), seen: null }
  watcher.watches.set(key, found)
  const own: Hearer = () => hear()
  found.hearers.add(own)
  found.seen = null // Whoever comes is told how it is, and so are the others once more.
  if (!watcher.running) void run(tools, watcher)
  return () => {
    found.hearers.delete(own)
    if (found.hearers.size === 0) watcher.watches.delete(key)
  }
}

async function run(tools: With, watcher: Watcher): Promise<void> {
  watcher.running = true
  while (watcher.watches.size > 0) {
    await look(tools, [...watcher.watches.values()]).catch((error: unknown) =>
      log.warn('the sales that pages wait for could not be looked at', { error }),
    )
    await tools.wait(PAUSE_MS)
  }
  watcher.running = false
}

async function look({ db }: With, watches: readonly Watch[]): Promise<void> {
  for (let from = 0; from < watches.length; from += BATCH) {
    const batch = watches.slice(from, from + BATCH)
    const keys = (kind: Watch['kind']) =>
      batch.filter((each) => each.kind === kind).map(({ key }) => key)
    const rows = [...(await salesOf(db, keys('sale'))), ...(await newestOf(db, keys('account')))]
    const now = new Map(rows.map(({ key, seen }) => [key, seen]))
    for (const each of batch) {
      const seen = now.get(each.key) ?? ''
      if (seen === each.seen) continue
      each.seen = seen
      for (const hear of each.hearers) hear()
    }
  }
}

type Row = { key: string; seen: string | null }

async function salesOf(db: Database, ids: readonly string[]): Promise<readonly Row[]> {
  if (ids.length === 0) return []
  const made = sql`(select string_agg(concat_ws(' ', ${attempts.status}, ${attempts.movedAt}), ',' order by ${attempts.position})
    from ${attempts} where ${attempts.saleId} = ${sales.id})`
  return db
    .select({
      key: sales.id,
      seen: sql<string>`concat_ws('|', ${sales.status}, ${sales.movedAt}, ${sales.busyUntil},
        ${sales.refundedAmount}, ${sales.submitId}, ${sales.emailFixedAt}, ${made})`,
    })
    .from(sales)
    .where(inArray(sales.id, ids as Id<'sale'>[]))
}

/** One step down an index for each, however many sales an account has. */
async function newestOf(db: Database, ids: readonly string[]): Promise<readonly Row[]> {
  if (ids.length === 0) return []
  const rows = await db.execute<Row>(sql`
    select a.id as key, (select max(${sales.id}) from ${sales} where ${sales.accountId} = a.id) as seen
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as a(id)`)
  return [...rows]
}
