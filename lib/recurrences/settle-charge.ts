// lib/recurrences/settle-charge.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { recurrences } from '@/db/schema/recurrences'
import { resolveAlert } from '@/lib/alerts/raise-alert'
import { localDateOf } from '@/lib/kernel/calendar'
import type { Id } from '@/lib/kernel/ids'
import { decide } from '@/lib/payments/decisions'
import { type Retry, retry } from '@/lib/payments/retry'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { getSale } from '@/lib/sales/read-sale'
import type { SaleAttempt, SaleWithAttempts } from '@/lib/sales/sale'
import { giveUp } from './give-up'
import { letCardGo } from './let-card-go'
import { moveCharge, moveRecurrence } from './move-recurrence'
import { chargingDay, nextAfter } from './next-charge'
import { type ChargeOf, findChargeOfSale } from './read-recurrence'
import { planRetry, RETRY_DAYS } from './retry-plan'
import { returnHolds } from './return-holds'

/** A sale moved, whoever moved it: the sweeper comes here as the job does. */
export async function followSaleOfCharge(ctx: Ctx, saleId: Id<'sale'>): Promise<void> {
  const found = await findChargeOfSale(ctx, saleId)
  if (found !== null) await settleCharge(ctx, found)
}

/** What the sale of a charge says becomes the charge's. While nothing is known, nothing is decided. */
export async function settleCharge(ctx: Ctx, found: ChargeOf): Promise<void> {
  const { charge } = found
  if (charge.status !== 'charging' || charge.saleId === null) return
  const sold = await getSale(ctx, charge.saleId)
  const { sale } = sold
  if (sale.busyUntil !== null && sale.busyUntil > ctx.now()) return
  switch (sale.status) {
    case 'pending':
      return
    case 'refused':
    case 'failed':
    case 'expired':
    case 'canceled':
      return refused(ctx, found, sold)
    default: // Given back later or not, it was paid.
      return paid(ctx, found, charge.saleId)
  }
}

function paid(ctx: Ctx, { charge, recurrence }: ChargeOf, saleId: Id<'sale'>): Promise<void> {
  return ctx.db.transaction(async (tx) => {
    const { id, dueOn, number } = charge
    const { id: recurrenceId, status: from } = recurrence
    const move = { id, recurrenceId, from: charge.status, to: 'paid' } as const
    if (!(await moveCharge(ctx, tx, { ...move, set: { reason: null, retryOn: null } }))) return
    const chargesPaid = recurrence.chargesPaid + 1
    if (from !== 'active' && from !== 'past_due') {
      await tx.update(recurrences).set({ chargesPaid }).where(eq(recurrences.id, recurrenceId))
      return // Canceled while it was being charged: this was the last.
    }
    const today = chargingDay(ctx.now())
    const nextChargeOn = nextAfter(recurrence, chargesPaid, { dueOn, today })
    const payload = { chargeId: id, saleId, number: String(number) }
    const set = { chargesPaid, nextChargeOn }
    if (nextChargeOn !== null) {
      await goOn(ctx, tx, { recurrenceId, from, set, payload })
      await resolveAlert(ctx, tx, {
        kind: 'recurrence_past_due',
        key: recurrenceId,
        resolver: 'paid',
      })
      return
    }
    await moveRecurrence(ctx, tx, {
      id: recurrenceId,
      from,
      to: 'ended',
      set,
      told: 'ended',
      payload,
    })
    await letCardGo(ctx, tx, recurrenceId)
  })
}

type Going = {
  readonly recurrenceId: Id<'recurrence'>
  readonly from: 'active' | 'past_due'
  readonly set: Partial<typeof recurrences.$inferInsert>
  readonly payload: Readonly<Record<string, string>>
}

async function goOn(ctx: Ctx, tx: Tx, { recurrenceId: id, from, set, payload }: Going) {
  if (from === 'past_due') {
    await moveRecurrence(ctx, tx, { id, from, to: 'active', set, told: 'charged', payload })
    return
  }
  await tx
    .update(recurrences)
    .set(set)
    .where(and(eq(recurrences.id, id), eq(recurrences.status, from)))
  await recordFact(ctx, tx, {
    name: 'recurrence.charged',
    payload: { recurrenceId: id, ...payload },
  })
}

async function refused(ctx: Ctx, found: ChargeOf, { attempts }: SaleWithAttempts): Promise<void> {
  const { charge, recurrence } = found
  if (attempts.at(-1)?.avoided != null) return giveUp(ctx, found, 'brand_limit')
  const plan = planRetry({
    triedFirstOn: localDateOf(attempts[0]?.createdAt ?? charge.createdAt),
    tries: charge.tries,
    now: ctx.now(),
    retry: retryOf(attempts),
  })
  if (plan.kind === 'give_up') {
    return giveUp(ctx, found, charge.tries > RETRY_DAYS.length ? 'tries' : 'card')
  }
  await ctx.db.transaction(async (tx) => {
    const { id, status: from } = charge
    const move = { id, recurrenceId: recurrence.id, from } as const
    if (plan.kind === 'retry') {
      const set = { retryOn: plan.on, reason: 'refused' }
      await moveCharge(ctx, tx, { ...move, to: 'retrying', set })
      await returnHolds(ctx, tx, recurrence.id)
      return
    }
    if (!(await moveCharge(ctx, tx, { ...move, to: 'failed', set: { reason: 'stopped' } }))) return
    if (recurrence.status !== 'active') return
    const set = { nextChargeOn: null }
    const payload = { chargeId: id, why: 'bank' }
    const stopped = { id: recurrence.id, from: 'active', to: 'canceled', told: 'canceled' } as const
    await moveRecurrence(ctx, tx, { ...stopped, set, payload })
    await letCardGo(ctx, tx, recurrence.id)
    await returnHolds(ctx, tx, recurrence.id)
  })
}

/** What its last refusal allows. Where nothing was heard of it, the next day is as good as any. */
function retryOf(attempts: readonly SaleAttempt[]): Retry {
  const last = attempts.at(-1)
  if (last?.status !== 'refused' || last.returnCode === null) return retry('next_day')
  const { acquirer, brand, returnCode: code, lr, adviceCode } = last
  return decide({ acquirer, brand, code, brandCode: lr === code ? null : lr, adviceCode }).retry
}
