// lib/notifications/due.ts
import type { Delay } from '@/db/schema/rules'
import { instantAt, type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { RANKS } from '@/lib/purchases/ranks'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A pix is not asked for in its last two minutes: nobody pays that fast. */
const LAST_CALL_MS = 2 * MINUTE_MS

type When = { readonly at: Date; readonly payableUntil: Date | null }

const daysFrom = (date: LocalDate, days: number) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate

/** When a step wants to go. Null when it makes no sense here: a reminder of what has no end. */
export function dueAt(delay: Delay, { at, payableUntil }: When): Date | null {
  switch (delay.kind) {
    case 'after':
      return new Date(at.getTime() + delay.ms)
    case 'before_expiry': {
      if (payableUntil === null) return null
      if (payableUntil.getTime() - at.getTime() < delay.ifItLivesMs) return null
      return new Date(payableUntil.getTime() - delay.ms)
    }
    case 'due_day': {
      if (payableUntil === null) return null
      const due = instantAt(daysFrom(localDateOf(payableUntil), -delay.daysBefore), delay.at)
      return due.getTime() < at.getTime() ? null : due
    }
    case 'next_day':
      return instantAt(daysFrom(localDateOf(at), 1), delay.at)
  }
}

const HOURS_OF: Readonly<Partial<Record<PurchaseEvent, number>>> = {
  cart_abandoned: 72,
  payment_refused: 24,
  posted: 24,
  in_transit: 24,
  out_for_delivery: 24,
  awaiting_pickup: 24,
  delivery_problem: 24,
  delivered: 24,
  returned: 24,
}
const HOURS_OF_THE_REST = 48

/** After this it would tell old news, or ask for what can no longer be paid. */
export function validUntil(event: PurchaseEvent, due: Date, { payableUntil }: When): Date {
  if (RANKS[event] === 20 && payableUntil !== null) {
    const lastCall = event === 'pix_generated' ? LAST_CALL_MS : 0
    return new Date(payableUntil.getTime() - lastCall)
  }
  const hours = HOURS_OF[event] ?? HOURS_OF_THE_REST
  return new Date(due.getTime() + hours * HOUR_MS)
}
