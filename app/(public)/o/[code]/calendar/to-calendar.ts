// app/(public)/o/[code]/calendar/to-calendar.ts

type Opening = {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly startsAt: Date
  readonly madeAt: Date
}

const LINE_BYTES = 74

const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

const plain = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ')

/** RFC 5545: half an hour, with an alarm ten minutes before. */
export function toCalendar({ id, title, url, startsAt, madeAt }: Opening): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Campainha//Campainha//PT',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${stamp(madeAt)}`,
    `DTSTART:${stamp(startsAt)}`,
    'DURATION:PT30M',
    `SUMMARY:${plain(title)}`,
    `URL:${url}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${plain(title)}`,
    'TRIGGER:-PT10M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** A line has 75 bytes at most; the next one goes on behind a space. No letter is cut in two. */
function fold(line: string): string {
  let folded = ''
  let bytes = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > LINE_BYTES) {
      folded += '\r\n '
      bytes = 1
    }
    folded += letter
    bytes += size
  }
  return folded
}
