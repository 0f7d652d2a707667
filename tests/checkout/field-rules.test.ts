// tests/checkout/field-rules.test.ts
import { describe, expect, test } from 'vitest'
import { type CheckoutField, NOTHING_TYPED } from '@/components/checkout/checkout-values'
import { RULES, readExpiry } from '@/components/checkout/field-rules'

const today = new Date('2026-11-21T15:00:00Z')
const judge = (field: CheckoutField, value: string, number = '') =>
  RULES[field](value, { ...NOTHING_TYPED, number }, today)

describe('what the buyer is told beside a field', () => {
  test.each<[CheckoutField, string, string | null]>([
    ['name', '', 'empty'],
    ['name', 'Helena', 'surname'],
    ['name', 'Helena Prates', null],
    ['email', 'helena@', 'wrong'],
    ['email', 'helena@example.com', null],
    ['phone', '(11) 3456-7890', 'wrong'],
    ['phone', '(11) 91234-5678', null],
    ['document', '529.982.247-26', 'cpf'],
    ['document', '529.982.247-25', null],
    ['document', '11.222.333/0001-82', 'cnpj'],
    ['document', '12.ABC.345/01DE-35', null],
    ['document', '123', 'length'],
    ['number', '4012 8888 8888 1882', 'wrong'],
    ['number', '4012 8888 8888 1881', null],
    ['expiry', '13/29', 'wrong'],
    ['expiry', '10/26', 'past'],
    ['expiry', '11/26', null],
    ['expiry', '08/29', null],
    ['holder', '', 'empty'],
  ])('%s "%s" is %s', (field, value, complaint) => {
    expect(judge(field, value)).toBe(complaint)
  })

  test('an American Express has a code of four digits, on its front', () => {
    expect(judge('cvv', '123', '3764 490473 33005')).toBe('empty4')
    expect(judge('cvv', '1234', '3764 490473 33005')).toBe(null)
    expect(judge('cvv', '12', '4012 8888 8888 1881')).toBe('empty3')
  })
})

test('an expiry is read from every way a browser fills it in', () => {
  expect(readExpiry('08/29')).toEqual({ month: 8, year: 2029 })
  expect(readExpiry('08/2029')).toEqual({ month: 8, year: 2029 })
  expect(readExpiry('8/29')).toBe(null)
})
