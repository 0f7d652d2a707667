// tests/kernel/itf.test.ts
import { expect, test } from 'vitest'
import { itfBars } from '@/lib/kernel/itf'

/** A reader: widths become elements, elements become pairs, pairs become digits. */
function read({ bars, width }: ReturnType<typeof itfBars>): string {
  const elements: number[] = []
  bars.forEach(({ at, width: dark }, i) => {
    elements.push(dark)
    const next = bars[i + 1]
    if (next !== undefined) elements.push(next.at - (at + dark))
  })
  expect(elements.reduce((sum, each) => sum + each, 0)).toBe(width)
  expect(elements.slice(0, 4)).toEqual([1, 1, 1, 1])
  expect(elements.slice(-3)).toEqual([3, 1, 1])
  const weights = [1, 2, 4, 7, 0]
  const digitOf = (five: number[]) => {
    const wide = five.map((each) => each > 1)
    expect(wide.filter(Boolean)).toHaveLength(2)
    const sum = wide.reduce((total, is, i) => total + (is ? (weights[i] ?? 0) : 0), 0)
    return sum === 11 ? 0 : sum
  }
  const data = elements.slice(4, -3)
  let digits = ''
  for (let i = 0; i < data.length; i += 10) {
    const ten = data.slice(i, i + 10)
    digits += digitOf(ten.filter((_, k) => k % 2 === 0))
    digits += digitOf(ten.filter((_, k) => k % 2 === 1))
  }
  return digits
}

test('the bars of a boleto are read back digit by digit', () => {
  const barcode = '23793912300000197001234567890123456789012345'.slice(0, 44)
  expect(read(itfBars(barcode))).toBe(barcode)
  expect(read(itfBars('0123456789'))).toBe('0123456789')
})

test('44 digits take 405 modules: the 103 mm that banks ask for, at a quarter of a millimetre each', () => {
  expect(itfBars('0'.repeat(44)).width).toBe(405)
})

test('a code that cannot be interleaved is never drawn', () => {
  expect(() => itfBars('123')).toThrow()
  expect(() => itfBars('12a4')).toThrow()
})
