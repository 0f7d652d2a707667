// tests/payments/keeping.test.ts
import { describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { UNDO_CODES } from '@/lib/payments/acquirers/cielo/undo-codes'
import redeCodes from '@/lib/payments/acquirers/rede/return-codes.json'
import { explainRefusal } from '@/lib/payments/explain-refusal'
import { whatMayBeDone } from '@/lib/payments/what-may-be-done'

const NOW = new Date('2026-03-05T18:00:00Z')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const attempt = (more: object = {}) => ({
  acquirer: 'cielo',
  method: 'card' as const,
  status: 'captured' as const,
  amount: centavos(100_00),
  installments: 1,
  captureBy: null,
  capturedAmount: centavos(100_00),
  refundedAmount: centavos(0),
  refundingAmount: centavos(0),
  createdAt: new Date(NOW.getTime() - HOUR_MS),
  movedAt: new Date(NOW.getTime() - HOUR_MS),
  ...more,
})

const wordsOf = (side: object) => JSON.stringify(side)

describe('a refusal is explained by the acquirer that gave it', () => {
  const held = UNDO_CODES.filter((code) => !['00', '9'].includes(code))
  test.each(held)('Cielo %s says what it means and what to do, in both languages', (code) => {
    const { description, guidance } = explainRefusal({
      acquirer: 'cielo',
      operation: 'refund',
      code,
    })
    for (const words of [description, guidance]) {
      expect(words['pt-BR']).not.toBe('')
      expect(words.en).not.toBe('')
      expect(words.en).not.toBe(words['pt-BR'])
    }
    expect(guidance.en).not.toMatch(/naming the TID/)
  })

  const ofRede = redeCodes.filter(({ category }) =>
    ['REFUND_ERROR', 'CAPTURE_ERROR'].includes(category),
  )
  test.each(ofRede.map((row) => row.return_code))('Rede %s as well', (code) => {
    const { description, guidance } = explainRefusal({
      acquirer: 'rede',
      operation: 'refund',
      code,
    })
    expect(description['pt-BR']).toBe(ofRede.find((row) => row.return_code === code)?.meaning_pt)
    expect(guidance.en).not.toMatch(/naming the TID/)
  })

  test('one number says two things at two acquirers', () => {
    const said = (acquirer: string) =>
      explainRefusal({ acquirer, operation: 'refund', code: '51' }).description.en
    expect(said('cielo')).toMatch(/above/)
    expect(said('rede')).not.toBe(said('cielo'))
  })

  test('a code nobody listed is named, with the way to find out', () => {
    const { description, guidance } = explainRefusal({
      acquirer: 'rede',
      operation: 'void',
      code: '98765',
    })
    expect(description.en).toMatch(/98765/)
    expect(guidance.en).toMatch(/TID/)
  })

  test('a refund that was denied later leaves the money where it was', () => {
    const { description } = explainRefusal({
      acquirer: 'rede',
      operation: 'refund',
      code: 'denied',
    })
    expect(description.en).toBe('Rede accepted the refund and denied it afterwards.')
  })
})

describe('what may be done to a sale now', () => {
  const held = { status: 'authorized', capturedAmount: centavos(0) }
  const inTime = { ...held, captureBy: new Date(NOW.getTime() + HOUR_MS) }

  test('held for a capture: capture it, or cancel the whole, and there is nothing to refund', () => {
    for (const acquirer of ['cielo', 'rede']) {
      const may = whatMayBeDone(attempt({ ...inTime, acquirer }), NOW)
      expect(may.capture).toMatchObject({ ok: true, amount: 100_00 })
      expect(may.cancel).toMatchObject({ ok: true, amount: 100_00 })
      expect(may.refund.ok).toBe(false)
    }
    expect(wordsOf(whatMayBeDone(attempt({ ...inTime, acquirer: 'rede' }), NOW).cancel)).toMatch(
      /Rede: antes da captura só existe o cancelamento total/,
    )
  })

  test('after its deadline it can be let go, and not be captured', () => {
    const may = whatMayBeDone(attempt({ ...held, captureBy: new Date(NOW.getTime() - 1) }), NOW)
    expect(may.capture.ok).toBe(false)
    expect(may.cancel.ok).toBe(true)
  })

  test('captured it is refunded, up to what neither went back nor is on its way', () => {
    const sums = { refundedAmount: centavos(20_00), refundingAmount: centavos(30_00) }
    const may = whatMayBeDone(attempt(sums), NOW)
    expect(may.refund).toMatchObject({ ok: true, upTo: 50_00 })
    expect(may.cancel).toMatchObject({ ok: false })
    const all = whatMayBeDone(attempt({ refundingAmount: centavos(100_00) }), NOW)
    expect(all.refund).toMatchObject({ ok: false })
  })

  test('the same day is a cancellation; later it depends on whose sale it is', () => {
    const yesterday = new Date(NOW.getTime() - DAY_MS)
    const noteOf = (more: object) => wordsOf(whatMayBeDone(attempt(more), NOW).refund)
    expect(noteOf({})).toMatch(/23:59/)
    expect(noteOf({ movedAt: yesterday })).toMatch(/processado no dia seguinte/)
    expect(noteOf({ movedAt: yesterday, acquirer: 'rede' })).toMatch(/21h30/)
    expect(noteOf({ method: 'pix' })).toMatch(/minutos/)
  })

  test.each([
    ['cielo', 1, 330],
    ['cielo', 3, 690],
    ['rede', 3, 90],
  ])('%s in %i gives back for %i days', (acquirer, installments, days) => {
    const soldAgo = (ms: number) =>
      whatMayBeDone(
        attempt({ acquirer, installments, createdAt: new Date(NOW.getTime() - ms) }),
        NOW,
      ).refund.ok
    expect(soldAgo(days * DAY_MS - 1)).toBe(true)
    expect(soldAgo(days * DAY_MS + 1)).toBe(false)
  })

  test('a boleto is paid back by hand, and what was never paid by nobody', () => {
    expect(whatMayBeDone(attempt({ method: 'boleto' }), NOW).refund.ok).toBe(false)
    expect(whatMayBeDone(attempt({ status: 'waiting' }), NOW).refund.ok).toBe(false)
    expect(whatMayBeDone(attempt({ status: 'refunded' }), NOW).refund.ok).toBe(false)
  })
})
