// tests/checkout/masks.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cardMask,
  digitsOf,
  documentMask,
  expiryMask,
  type Mask,
  phoneMask,
} from '@/components/checkout/masks'

describe('a mask shows what was typed the way people write it', () => {
  test.each<[Mask, string, string]>([
    [cardMask, '4012888888881881', '4012 8888 8888 1881'],
    [cardMask, '376449047333005', '3764 490473 33005'],
    [cardMask, '40128', '4012 8'],
    [expiryMask, '08', '08'],
    [expiryMask, '0829', '08/29'],
    [expiryMask, '082029', '08/29'],
    [phoneMask, '11912345678', '(11) 91234-5678'],
    [phoneMask, '5511912345678', '(11) 91234-5678'],
    [phoneMask, '1134567890', '(11) 3456-7890'],
    [documentMask, '52998224725', '529.982.247-25'],
    [documentMask, '11222333000181', '11.222.333/0001-81'],
    [documentMask, '5299', '529.9'],
  ])('%o shows %s as %s', (mask, typed, shown) => {
    expect(mask(typed)).toBe(shown)
  })
})

test('no mask invents a digit, and typing through it twice changes nothing', () => {
  const typed = fc.stringMatching(/^\d{0,16}$/)
  for (const mask of [cardMask, phoneMask, documentMask]) {
    fc.assert(
      fc.property(typed, (digits) => {
        const shown = mask(digits)
        expect(digits.endsWith(digitsOf(shown)) || digits.startsWith(digitsOf(shown))).toBe(true)
        expect(mask(digitsOf(shown))).toBe(shown)
      }),
    )
  }
})
