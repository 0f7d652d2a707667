// lib/notifications/note-recovery.ts
import { and, asc, eq, inArray, isNotNull, or, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { recoveries, ruleTrials } from '@/db/schema/conversations'
import { messages } from '@/db/schema/notifications'
import { purchaseEvents } from '@/db/schema/purchases'
import { threadOrders } from '@/db/schema/threads'
import type { Id } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import type { PurchaseView } from '@/lib/purchases/views'
import { attribute, isPayment, isUndoing, type Payment, paymentsIn } from './attribute'
import type { Happening } from './happening'

type Heard = {
  readonly threadId: Id<'thread'>
  readonly purchase: PurchaseView
  /** Everything the thread has seen: as it was before, and with the news in its place. */
  readonly before: readonly Happening[]
  readonly seen: readonly Happening[]
}

/**
 * Which orders of this thread were paid because somebody was written to, told anew from all that is
 * known: so the events may come in any order and any number of times. Inside the transaction that
 * judges the event, under the thread's lock.
 */
export async function noteRecovery(ctx: Ctx, tx: Tx, heard: Heard): Promise<void> {
  const { threadId, purchase, before, seen } = heard
  const said = before.find(({ purchaseId }) => purchaseId === purchase.id)
  const events = [purchase.event, ...(said === undefined ? [] : [said.event])]
  const touchesMoney = events.some((event) => isPayment(event) || isUndoing(event))
  if (!touchesMoney && !purchase.cartRecovered) return
  const { storeId } = purchase
  const orders = await tx
    .select({ orderKind: threadOrders.kind, orderKey: threadOrders.key })
    .from(threadOrders)
    .where(eq(threadOrders.threadId, threadId))
  const payments = paymentsIn(seen)
  const written = await writtenIn(tx, { threadId, storeId, payments })
  const paid: Paid[] = []
  for (const order of orders) {
    const payment = payments.find((each) => isOf(order, each))
    const told = payment && (await toldBy(tx, storeId, payment))
    const message = payment ? attribute(payment, payments, written) : null
    if (payment && told) paid.push({ ...payment, ...told })
    if (payment && told && (message !== null || told.platformSays)) {
      await keepOne(ctx, tx, { storeId, ...payment, ...told }, message)
    } else await forget(tx, storeId, order)
  }
  await settleTrials(tx, threadId, paid)
}

type Order = Pick<Payment, 'orderKind' | 'orderKey'>
type Told = Awaited<ReturnType<typeof toldBy>>
type Paid = Payment & Told

const isOf = (order: Order, payment: Payment) =>
  order.orderKind === payment.orderKind && order.orderKey === payment.orderKey

type Written = Pick<
  typeof messages.$inferSelect,
  'id' | 'instanceId' | 'rule' | 'step' | 'variant' | 'clickedAt'
> & { readonly sentAt: Date }

type Wanted = {
  readonly threadId: Id<'thread'>
  readonly storeId: Id<'store'>
  readonly payments: readonly Payment[]
}

/** What this thread was reminded of, and what its subscription was. What failed reminded nobody. */
async function writtenIn(tx: Tx, { threadId, storeId, payments }: Wanted): Promise<Written[]> {
  const codes = [...new Set(payments.flatMap((each) => each.subscriptionKey ?? []))]
  const place: SQL | undefined =
    codes.length === 0
      ? eq(messages.threadId, threadId)
      : or(
          eq(messages.threadId, threadId),
          and(
            eq(messages.storeId, storeId),
            inArray(messages.subscriptionKey, codes),
            eq(messages.event, 'subscription_overdue'),
          ),
        )
  const rows = await tx
    .select({
      ...{ id: messages.id, instanceId: messages.instanceId, rule: messages.rule },
      ...{ step: messages.step, variant: messages.variant },
      ...{ clickedAt: messages.clickedAt, sentAt: messages.sentAt },
    })
    .from(messages)
    .where(
      and(
        place,
        eq(messages.kind, 'recovery'),
        inArray(messages.state, ['sent', 'delivered', 'read']),
        isNotNull(messages.sentAt),
      ),
    )
    .orderBy(asc(messages.sentAt), asc(messages.id))
  return rows.flatMap(({ sentAt, ...row }) => (sentAt === null ? [] : [{ ...row, sentAt }]))
}

type Kept = Paid & { readonly storeId: Id<'store'> }

async function keepOne(ctx: Ctx, tx: Tx, paid: Kept, message: Written | null) {
  const { storeId, orderKind, orderKey, amount, tracking, platformSays } = paid
  const row = {
    ...{ purchaseId: paid.purchaseId, amount, tracking, platformSays },
    ...{ messageId: message?.id ?? null, instanceId: message?.instanceId ?? null },
    ...{ rule: message?.rule ?? null, step: message?.step ?? null },
    variant: message?.variant ?? null,
    clicked: message?.clickedAt != null && message.clickedAt <= paid.at,
    ...{ recoveredAt: paid.at, undoneAt: paid.undoneAt },
  }
  await tx
    .insert(recoveries)
    .values({ accountId: ctx.actor.accountId, storeId, orderKind, orderKey, ...row })
    .onConflictDoUpdate({
      target: [recoveries.storeId, recoveries.orderKind, recoveries.orderKey],
      set: row,
    })
}

/** Not paid after all, or not because somebody wrote. */
const forget = (tx: Tx, storeId: Id<'store'>, { orderKind, orderKey }: Order) =>
  tx
    .delete(recoveries)
    .where(
      and(
        eq(recoveries.storeId, storeId),
        eq(recoveries.orderKind, orderKind),
        eq(recoveries.orderKey, orderKey),
      ),
    )

/** The amount and the origin as its payment told them, else as another event of the order did. */
async function toldBy(tx: Tx, storeId: Id<'store'>, { purchaseId, orderKind, orderKey }: Payment) {
  const rows = await tx
    .select({
      ...{ id: purchaseEvents.id, amount: purchaseEvents.amount },
      ...{ tracking: purchaseEvents.tracking, cartRecovered: purchaseEvents.cartRecovered },
    })
    .from(purchaseEvents)
    .where(
      and(
        eq(purchaseEvents.storeId, storeId),
        eq(purchaseEvents.orderKey, orderKey),
        eq(purchaseEvents.orderKind, orderKind === 'cart' ? 'cart' : 'transaction'),
        eq(purchaseEvents.test, false),
      ),
    )
    .orderBy(asc(purchaseEvents.id))
  const told = rows.toSorted((a, b) => Number(b.id === purchaseId) - Number(a.id === purchaseId))
  return {
    amount: told.find(({ amount }) => amount !== null)?.amount ?? centavos(0),
    tracking: told.find(({ tracking }) => Object.keys(tracking).length > 0)?.tracking ?? {},
    platformSays: rows.some(({ cartRecovered }) => cartRecovered),
  }
}

/** Both arms of a test have the same time to pay, from the moment they were drawn. */
const TRIAL_MS = 7 * 86_400_000

/** What was given back was paid all the same, and is worth nothing. */
async function settleTrials(tx: Tx, threadId: Id<'thread'>, orders: readonly Paid[]) {
  const inTime = orders.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const drawn = await tx.select().from(ruleTrials).where(eq(ruleTrials.threadId, threadId))
  for (const { rule, drawnAt } of drawn) {
    const until = drawnAt.getTime() + TRIAL_MS
    const paid = inTime.find(({ at }) => at >= drawnAt && at.getTime() <= until)
    await tx
      .update(ruleTrials)
      .set({
        paidAt: paid?.at ?? null,
        paidAmount: paid?.undoneAt ? centavos(0) : (paid?.amount ?? null),
      })
      .where(and(eq(ruleTrials.threadId, threadId), eq(ruleTrials.rule, rule)))
  }
}
