// lib/notifications/quiet-hours.ts
import { ZONE } from '@/lib/kernel/calendar'

const DAY_MINUTES = 1_440

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
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
const CLOCKS: ReadonlyMap<string, Intl.DateTimeFormat> = new Map(
  [...new Set([ZONE, ...Object.values(ZONES)])].map((zone) => [zone, clockIn(zone)]),
)

/** The zone of a phone by its area code; abroad, and without a phone, the store's. */
export const zoneOf = (phone: string | null): string =>
  ZONES[/^\+55(\d\d)/.exec(phone ?? '')?.[1] ?? ''] ?? ZONE

const minutesOf = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export type Quiet = { readonly from: string | null; readonly to: string | null }

/** When the phone may ring again, or null when it may now. The window may span midnight. */
export function quietUntil({ from, to }: Quiet, phone: string | null, now: Date): Date | null {
  if (from === null || to === null || from === to) return null
  const [start, end] = [minutesOf(from), minutesOf(to)]
  const wall = minutesOf(CLOCKS.get(zoneOf(phone))?.format(now) ?? '12:00')
  const inside = start < end ? wall >= start && wall < end : wall >= start || wall < end
  if (!inside) return null
  const left = (end - wall + DAY_MINUTES) % DAY_MINUTES
  const minute = Math.floor(now.getTime() / 60_000) * 60_000
  return new Date(minute + left * 60_000)
}
