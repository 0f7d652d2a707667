// tests/support/after-the-storm.ts
import { inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { attempts, operations } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import { listUnchecked, listUnsettled } from '@/lib/payments/list-unsettled'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import type { Route } from '@/lib/payments/route'
import { checkStrays } from '@/lib/payments/undo-strays'
import type { Ctx } from '@/lib/platform/context'
import { saleStatusOf } from '@/lib/sales/sale-status'
import type { Entry } from '@/lib/simulator/ledger'

const AT_ONCE = 8

/** So many side by side, each taking the next as soon as it is done. */
export async function sideBySide<T>(
  list: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = list.entries()
  const worker = async () => {
    for (const [index, item] of queue) await work(item, index)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

type Routes = { readonly cielo: Route; readonly rede: Route }
type Listed = { readonly id: Id<'attempt'>; readonly acquirer: string }

/** One run of the sweeper over everything there is; `alone` guards one attempt's work. */
export async function sweepAll(
  ctx: Ctx,
  routes: Routes,
  alone: (work: (ctx: Ctx) => Promise<unknown>) => Promise<void> = async (work) => {
    await work(ctx)
  },
): Promise<void> {
  const route = ({ acquirer }: Listed) => routes[acquirer === 'cielo' ? 'cielo' : 'rede']
  for (let after: Id<'attempt'> | undefined; ; ) {
    const page = await listUnsettled(ctx, { after })
    await sideBySide(page, (each) => alone((own) => repairAttempt(own, each.id, route(each))))
    after = page.at(-1)?.id
    if (after === undefined) break
  }
  for (let after: Id<'attempt'> | undefined; ; ) {
    const page = await listUnchecked(ctx, { after })
    await sideBySide(page, (each) => alone((own) => checkStrays(own, each.id, route(each))))
    after = page.at(-1)?.id
    if (after === undefined) break
  }
}

/** What must be empty when everything has been swept, in words; and what the sales say. */
export async function judgeSales(
  db: Database,
  entries: readonly Entry[],
  saleIds: readonly Id<'sale'>[],
) {
  const rows = await db.select().from(attempts).orderBy(attempts.saleId, attempts.position)
  const saleOf = new Map(rows.map(({ reference, saleId }) => [reference, saleId]))
  const takenFrom = new Map<string, number>()
  for (const { reference, capturedAmount, refundedAmount } of entries) {
    if (capturedAmount === refundedAmount) continue
    const saleId = saleOf.get(reference) ?? `nobody ${reference}`
    takenFrom.set(saleId, (takenFrom.get(saleId) ?? 0) + 1)
  }
  const complaints: string[] = []
  for (const [saleId, times] of takenFrom) {
    if (times > 1) complaints.push(`${saleId} was charged ${times} times`)
    if (saleId.startsWith('nobody')) complaints.push(`${saleId} was charged`)
  }
  for (const { reference, acquirer, status } of entries) {
    if (status === 'authorized') complaints.push(`${reference} is still held at ${acquirer}`)
  }
  const statusesOf = new Map(saleIds.map((saleId) => [saleId, [] as (typeof rows)[0]['status'][]]))
  for (const { saleId, status } of rows) statusesOf.get(saleId)?.push(status)
  const said = new Map<string, number>()
  for (const [saleId, statuses] of statusesOf) {
    const status = saleStatusOf(statuses)
    said.set(status, (said.get(status) ?? 0) + 1)
    const unfinished = status === 'authorized' || (status === 'pending' && statuses.length > 0)
    if (unfinished || (status === 'paid') !== takenFrom.has(saleId)) {
      complaints.push(`${saleId} says ${status} of ${statuses}`)
    }
  }
  const open = await db
    .select({ id: operations.id, kind: operations.kind })
    .from(operations)
    .where(inArray(operations.status, ['sending', 'unknown']))
  for (const { id, kind } of open) complaints.push(`${kind} ${id} is still open`)
  return { complaints, said }
}
