// lib/notifications/quiet-hours.ts
import type { QuietWindow } from '@/db/schema/instances'
import { ZONE } from '@/lib/kernel/calendar'
import type { Instance } from './pace'

const DAY_MINUTES = 1_440
const MINUTE_MS = 60_000
const WEEK = 7

/** Where an area code does not keep the hour of Brasília. The north-west of DDD 97 is one of them. */
const ZONES: Readonly<Record<string, string>> = {
  '65': 'America/Cuiaba',
  '66': 'America/Cuiaba',
  '67': 'America/Campo_Grande',
  '68': 'America/Rio_Branco',
  '69': 'America/Porto_Velho',
  '92': 'America/Manaus',
  '95': 'America/Boa_Vista',
  '97': 'America/Manaus',
}

const clockIn = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
const CLOCKS: ReadonlyMap<string, Intl.DateTimeFormat> = new Map(
  [...new Set([ZONE, ...Object.values(ZONES)])].map((zone) => [zone, clockIn(zone)]),
)
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** The zone of a phone by its area code; abroad, and without a phone, the store's. */
export const zoneOf = (phone: string | null): string =>
  ZONES[/^\+55(\d\d)/.exec(phone ?? '')?.[1] ?? ''] ?? ZONE

const minutesOf = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export type Quiet = Pick<Instance, 'quietFrom' | 'quietTo' | 'quietDays'>

type Window = { readonly start: number; readonly end: number }

/** The silence that begins on a weekday, in minutes of that day; it may end on the next one. */
function windowOf(quiet: Quiet, weekday: number): Window | null {
  const own = quiet.quietDays[String(weekday)]
  if (own === null) return null
  const { from, to } = typeof own === 'object' ? own : usualOf(quiet)
  const [start, end] = [minutesOf(from), minutesOf(to)]
  // A silent day goes on into its night.
  if (own === 'all') return { start: 0, end: DAY_MINUTES + (start > end ? end : 0) }
  if (start === end) return null
  return { start, end: start < end ? end : end + DAY_MINUTES }
}

const usualOf = ({ quietFrom, quietTo }: Quiet): QuietWindow => ({
  from: quietFrom ?? '00:00',
  to: quietTo === null || quietFrom === null ? (quietFrom ?? '00:00') : quietTo,
})

/** When the phone may ring again, or null when it may now. Silences that touch are one. */
export function quietUntil(quiet: Quiet, phone: string | null, now: Date): Date | null {
  const { weekday, minute } = wallOf(phone, now)
  let at = minute
  for (let day = -1; day <= WEEK; day++) {
    const window = windowOf(quiet, (weekday + day + WEEK) % WEEK)
    if (window === null) continue
    const [start, end] = [window.start + day * DAY_MINUTES, window.end + day * DAY_MINUTES]
    if (at >= start && at < end) at = end
  }
  if (at === minute) return null
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + (at - minute) * MINUTE_MS)
}

function wallOf(phone: string | null, now: Date) {
  const parts = CLOCKS.get(zoneOf(phone))?.formatToParts(now) ?? []
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    weekday: Math.max(0, WEEKDAYS.indexOf(part('weekday'))),
    minute: minutesOf(`${part('hour')}:${part('minute')}`),
  }
}
