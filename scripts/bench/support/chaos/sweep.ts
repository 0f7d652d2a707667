// scripts/bench/support/chaos/sweep.ts
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { expireAttempt } from '@/lib/payments/expire-attempt'
import { listLapsed } from '@/lib/payments/list-captures-due'
import { listUnchecked, listUnsettled } from '@/lib/payments/list-unsettled'
import { listVouchersToLook } from '@/lib/payments/list-vouchers'
import { repairAttempt } from '@/lib/payments/repair-attempt'
import type { Route } from '@/lib/payments/route'
import { checkStrays } from '@/lib/payments/undo-strays'
import type { Ctx } from '@/lib/platform/context'
import { listUnsettledSales } from '@/lib/sales/list-unsettled-sales'
import { followVoucher } from '@/lib/sales/look-at-vouchers'
import { settleSale } from '@/lib/sales/settle-sale'
import { sideBySide } from './side-by-side'

type Listed = Awaited<ReturnType<typeof listUnsettled>>[number]
type Work = (ctx: Ctx, route: Route, attempt: Listed) => Promise<unknown>

/** What the durable functions do over a day, one after the other. */
export async function sweepEverything(ctx: Ctx<'job'>): Promise<void> {
  await byPages(ctx, (after) => listUnsettled(ctx, { after }), repair)
  await byPages(ctx, (after) => listUnchecked(ctx, { after }), strays)
  await rounds(
    () => listVouchersToLook(ctx),
    (attempt) => followVoucher(ctx, attempt),
  )
  await rounds(
    () => listLapsed(ctx),
    async (attempt) => {
      await expireAttempt(ctx, await routeOf(ctx, attempt), attempt)
      await settleSale(ctx, attempt.saleId)
    },
  )
  await rounds(
    () => listUnsettledSales(ctx),
    ({ id }) => settleSale(ctx, id),
  )
}

const ROUNDS_MAX = 60

/** Until nothing is due, or what is due does not go away. */
async function rounds<T extends { id: string }>(
  list: () => Promise<readonly T[]>,
  work: (item: T) => Promise<unknown>,
) {
  const met = new Set<string>()
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const due = (await list()).filter(({ id }) => !met.has(id))
    if (due.length === 0) return
    for (const { id } of due) met.add(id)
    await sideBySide(due, work)
  }
}

const repair: Work = (ctx, route, { id }) => repairAttempt(ctx, id, route)
const strays: Work = (ctx, route, { id }) => checkStrays(ctx, id, route)

async function byPages(
  ctx: Ctx<'job'>,
  list: (after: Id<'attempt'> | undefined) => Promise<readonly Listed[]>,
  work: Work,
) {
  for (let after: Id<'attempt'> | undefined; ; ) {
    const page = await list(after)
    await alone(ctx, page, work)
    after = page.at(-1)?.id
    if (after === undefined) return
  }
}

const alone = (ctx: Ctx<'job'>, page: readonly Listed[], work: Work) =>
  sideBySide(page, async (attempt) => {
    await work(ctx, await routeOf(ctx, attempt), attempt)
    await settleSale(ctx, attempt.saleId)
  })
