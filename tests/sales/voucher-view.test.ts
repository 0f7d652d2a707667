// tests/sales/voucher-view.test.ts
import QRCode from 'qrcode'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '@/lib/kernel/calendar'
import { drawQr } from '@/lib/sales/draw-qr'
import { dueAfter } from '@/lib/sales/due-after'
import { printed, toVoucherView } from '@/lib/sales/voucher-view'

describe('the day of a boleto', () => {
  test.each([
    ['2026-11-23', 3, '2026-11-26', 'so many days after today'],
    ['2026-11-26', 2, '2026-11-30', 'on Monday, where it would be a Saturday'],
    ['2026-11-27', 2, '2026-11-30', 'on Monday, where it would be a Sunday'],
    ['2026-12-30', 3, '2027-01-04', 'in the year after, where the days lead there'],
  ])('from %s in %i days is %s: %s', (today, days, due) => {
    expect(dueAfter(today as LocalDate, days)).toEqual(new Date(`${due}T23:59:59-03:00`))
  })
})

/** The modules that a picture paints, read back from its path. */
function painted(svg: string) {
  const [, side = '0'] = /viewBox="0 0 (\d+)/.exec(svg) ?? []
  const rows = Array.from({ length: Number(side) }, () => Array<number>(Number(side)).fill(0))
  const path = /fill="#000" d="([^"]*)"/.exec(svg)?.[1] ?? ''
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let i = 0; i < Number(run); i++) (rows[Number(y)] ?? [])[Number(x) + i] = 1
  }
  return rows
}

test('the picture of a Pix has every module of its code, and four of nothing around it', () => {
  const text = `00020101021226790014br.gov.bcb.pix2557${'x'.repeat(57)}6304E70A`
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const rows = painted(drawQr(text))
  expect(rows).toHaveLength(modules.size + 8)
  const inner = rows.slice(4, -4).map((row) => row.slice(4, -4))
  expect(inner.flat()).toEqual([...modules.data])
  expect(rows.flat().reduce((sum, each) => sum + each, 0)).toBe(
    inner.flat().reduce((sum, each) => sum + each, 0),
  )
})

describe('a code', () => {
  const voucher = { kind: 'pix', copyPaste: '000201' } as const
  const expiresAt = new Date('2026-03-05T15:30:00Z')
  const at = (time: string) => new Date(`2026-03-05T${time}Z`)

  test('waits until its last moment, and is over from there on', () => {
    const waiting = { status: 'waiting', voucher, expiresAt } as const
    expect(toVoucherView(waiting, at('15:29:59'))?.state).toBe('waiting')
    expect(toVoucherView(waiting, at('15:30:00'))?.state).toBe('expired')
  })

  test('that was paid is shown no more', () => {
    expect(toVoucherView({ status: 'captured', voucher, expiresAt }, at('15:00:00'))).toBeNull()
  })
})

test('a boleto’s line is printed in the groups of the paper, however the acquirer wrote it', () => {
  const line = '23796.60364 02793.489606 32306.742134 8 16410000019700'
  expect(printed(line.replace(/\D/g, ''))).toBe(line)
  expect(printed(line)).toBe(line)
})
