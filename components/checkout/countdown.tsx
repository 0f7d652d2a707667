// components/checkout/countdown.tsx
'use client'

import { useCountdown } from './use-countdown'

type Props = {
  readonly until: string
  /** Of days, hours, minutes and seconds. */
  readonly units: readonly [string, string, string, string]
  readonly label: string
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The date itself is on the page, written by the server: this only counts, and is read by who asks. */
export function Countdown({ until, units, label }: Props) {
  const left = useCountdown(until)
  const shown =
    left === null
      ? []
      : [left / DAY, (left / HOUR) % 24, (left / MINUTE) % 60, left % 60].map(Math.floor)
  return (
    <div className="count" role="timer" aria-live="off" aria-label={label}>
      {units.map((unit, i) => (
        <div key={unit}>
          <b>{shown[i] ?? '\u2013'}</b>
          <span>{unit}</span>
        </div>
      ))}
    </div>
  )
}
