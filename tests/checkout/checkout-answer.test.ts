// tests/checkout/checkout-answer.test.ts
import { describe, expect, test } from 'vitest'
import { readAnswer } from '@/components/checkout/checkout-answer'

const read = (status: number, body: object) => readAnswer(status, new Headers(), body)
const refused = (path: string, code: string, more: object = {}) =>
  read(422, { code: 'invalid_input', errors: [{ path, code }], ...more })

describe('what the form does with an answer that charged nothing', () => {
  test.each([
    ['offer_sold_out', 'sold_out'],
    ['offer_not_open', 'not_open'],
    ['offer_over', 'over'],
    ['price_changed', 'repriced'],
  ])('%s is told as %s', (code, kind) => {
    expect(read(409, { code })).toMatchObject({ kind })
  })

  test('something added that left the offer is asked about again', () => {
    expect(refused('bumps', 'bump_not_offered')).toEqual({ kind: 'bump_gone' })
  })

  test.each([
    ['coupon_not_found', {}, { why: 'notFound' }],
    ['coupon_used_up', {}, { why: 'usedUp' }],
    ['coupon_used_by_you', {}, { why: 'usedByYou' }],
    ['coupon_elsewhere', {}, { why: 'elsewhere' }],
    ['coupon_over', { at: '2026-11-15T03:00:00Z' }, { why: 'overOn', at: '2026-11-15T03:00:00Z' }],
    ['coupon_not_yet', {}, { why: 'early' }],
    ['coupon_not_for_method', { methods: ['pix'] }, { why: 'onlyWith', methods: ['pix'] }],
  ])('%s goes to the coupon, with what its sentence says', (code, more, refusal) => {
    expect(refused('coupon', code, more)).toEqual({ kind: 'coupon', refusal })
  })

  test('a field that is wrong stays a field that is wrong', () => {
    expect(refused('payment.card.number', 'card_number_wrong')).toEqual({
      kind: 'invalid',
      fields: { number: 'wrong' },
    })
  })
})
