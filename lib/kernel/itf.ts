// lib/kernel/itf.ts
import { invariant } from './invariant'

/** Interleaved 2 of 5: where each digit has its two wide elements. */
const WIDE = [
  '00110',
  '10001',
  '01001',
  '11000',
  '00101',
  '10100',
  '01100',
  '00011',
  '10010',
  '01010',
]
const RATIO = 3

export type Bars = {
  /** Dark bars only, in modules from the left edge. */
  readonly bars: readonly { readonly at: number; readonly width: number }[]
  readonly width: number
}

/**
 * The bar code of a boleto. Two digits interleave: the first in five bars, the second in the five
 * spaces between them. Libraries that draw it bring every other code, or want a canvas.
 */
export function itfBars(digits: string): Bars {
  invariant(/^(\d\d)+$/.test(digits), 'an interleaved code has pairs of digits')
  const pairs = digits.match(/\d\d/g) ?? []
  const elements = ['0000', ...pairs.map(interleave), '100'].join('')
  const bars: { at: number; width: number }[] = []
  let at = 0
  for (const [i, element] of [...elements].entries()) {
    const width = element === '1' ? RATIO : 1
    if (i % 2 === 0) bars.push({ at, width })
    at += width
  }
  return { bars, width: at }
}

const interleave = (pair: string) => {
  const [bars = '', spaces = ''] = [...pair].map((digit) => WIDE[Number(digit)] ?? '')
  return [...bars].map((bar, i) => `${bar}${spaces[i]}`).join('')
}
