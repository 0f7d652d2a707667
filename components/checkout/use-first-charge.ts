// components/checkout/use-first-charge.ts
'use client'

import { useEffect, useState } from 'react'
import type { Plan } from '@/db/schema/offer-content'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import { firstChargeOn } from '@/lib/kernel/plan'
import { serverNow } from './server-clock'

export type FirstCharge = {
  /** Nothing is charged by the click. */
  readonly isLater: boolean
  /** Null until the page knows which day it is: it was made on another one. */
  readonly on: LocalDate | null
}

/** When a subscription is charged first; null for what is paid once. */
export function useFirstCharge(plan: Plan | null): FirstCharge | null {
  const [today, setToday] = useState<LocalDate | null>(null)
  useEffect(() => setToday(localDateOf(new Date(serverNow()))), [])
  if (plan === null) return null
  if (today === null) return { isLater: plan.trialDays > 0 || plan.startsOn !== null, on: null }
  const on = firstChargeOn(plan, today)
  return { isLater: on > today, on }
}
