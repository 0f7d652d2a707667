// tests/kernel/card-brand.test.ts
import { describe, expect, test } from 'vitest'
import { ACCEPTED_BRANDS, brandOf, passesLuhn } from '@/lib/kernel/card-brand'

describe('the brand of a card', () => {
  test.each([
    ['4024007153721930', 'visa'],
    ['4389351648020055', 'elo'],
    ['5277696455399733', 'mastercard'],
    ['2223000148400010', 'mastercard'],
    ['2720990000000000', 'mastercard'],
    ['371341553758128', 'amex'],
    ['36490101441625', 'diners'],
    ['3569990012290937', 'jcb'],
    ['6370950847866501', 'hiper'],
    ['6062825624254001', 'hipercard'],
    ['6505290000001234', 'elo'],
    ['6011000000000004', 'discover'],
    ['5066990000000000', 'elo'],
    ['5078600000000000', 'aura'],
    ['9999', null],
    ['5', null],
  ])('%s is %s', (number, brand) => expect(brandOf(number)).toBe(brand))

  test('is known while the number is being typed', () => {
    expect(brandOf('4')).toBe('visa')
    expect(brandOf('438935')).toBe('elo')
  })

  test('is not accepted once the brand was closed', () => {
    expect(ACCEPTED_BRANDS).not.toContain('hipercard')
  })
})

test('a mistyped digit is found', () => {
  expect(passesLuhn('4024007153721930')).toBe(true)
  expect(passesLuhn('4024007153721931')).toBe(false)
  expect(passesLuhn('')).toBe(false)
})
