// lib/kernel/zoned.ts

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' } as const
  const clock = new Intl.DateTimeFormat('sv-SE', options)
  clocks.set(zone, clock)
  return clock
}

/** Whether a wall clock of that name exists, such as `America/Manaus` or `UTC`. */
export function isZone(zone: string): boolean {
  try {
    clockOf(zone)
    return true
  } catch {
    return false
  }
}

const WALL = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?)?$/

/**
 * The instant when the clocks of a zone show `2026-10-05 10:01:44`, whatever offset was in force
 * there then; a date alone is its first minute. Null if it is no time.
 */
export function instantIn(zone: string, text: string): Date | null {
  const [, date, time = '00:00', seconds = '00'] = WALL.exec(text.trim()) ?? []
  if (date === undefined) return null
  const wanted = Date.parse(`${date}T${time}:${seconds}Z`)
  if (Number.isNaN(wanted)) return null
  const shown = Date.parse(`${clockOf(zone).format(new Date(wanted)).replace(' ', 'T')}Z`)
  return new Date(wanted + (wanted - shown))
}
