// components/captures/countdown.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Counts down to a deadline: seconds in the last hour, minutes before. Red in the last two hours. */
export function Countdown({ to, now }: { readonly to: string; readonly now: string }) {
  const t = useTranslations('captures.left')
  const end = Date.parse(to)
  const [at, setAt] = useState(() => Date.parse(now))
  const left = Math.max(0, end - at)
  const everyMs = left < HOUR_MS ? SECOND_MS : 30 * SECOND_MS
  useEffect(() => {
    const tick = () => setAt(Date.now())
    tick()
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return (
    <span
      role="timer"
      className={cn(
        'num whitespace-nowrap',
        left < 2 * HOUR_MS ? 'font-semibold text-refused' : left < DAY_MS && 'text-waiting',
      )}
    >
      {words()}
    </span>
  )

  function words() {
    if (left === 0) return t('over')
    const [days, hours] = [Math.floor(left / DAY_MS), Math.floor((left % DAY_MS) / HOUR_MS)]
    const minutes = Math.floor((left % HOUR_MS) / MINUTE_MS)
    if (days > 0) return t('days', { days, hours })
    if (hours > 0) return t('hours', { hours, minutes })
    return t('minutes', { minutes, seconds: Math.floor((left % MINUTE_MS) / SECOND_MS) })
  }
}
