// tests/checkout/to-calendar.test.ts
import { expect, test } from 'vitest'
import { toCalendar } from '@/app/(public)/o/[code]/calendar/to-calendar'

test('an opening is a file that calendars take: folded lines, signs escaped, an alarm before it', () => {
  const file = toCalendar({
    id: 'HF13OC@campainha',
    title: 'Abre: violão, café; e três canções para tocar no quintal de manhã bem cedinho',
    url: 'https://pay.example.com/o/HF13OC',
    startsAt: new Date('2026-11-30T12:00:00Z'),
    madeAt: new Date('2026-11-22T12:00:00Z'),
  })
  const lines = file.split('\r\n')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(file).toContain('DTSTART:20261130T120000Z\r\n')
  expect(file).toContain('TRIGGER:-PT10M\r\n')
  expect(file.replaceAll('\r\n ', '')).toContain(
    'SUMMARY:Abre: violão\\, café\\; e três canções para tocar no quintal de manhã bem cedinho\r\n',
  )
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
})
