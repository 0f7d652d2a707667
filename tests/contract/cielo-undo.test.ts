// tests/contract/cielo-undo.test.ts
import { describe, expect, test } from 'vitest'
import { centavos } from '@/lib/kernel/money'
import { acquirers } from '@/lib/payments/registry'
import { sendHttp } from '@/lib/platform/http'
import { cannedRede as canned } from '../support/canned-rede'
import { givenCielo } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'

const cielo = await canned()
const { ctx } = testCtx({ http: sendHttp })
const route = givenCielo(cielo.url)

const PaymentId = '24bc8366-fc31-4d6c-8555-17049a836a07'
const amount = centavos(19_90)
const target = { acquirerId: PaymentId, amount }
const calls = {
  capture: () => route.capture(ctx, target),
  void: () => route.void(ctx, target),
  refund: () => route.refund(ctx, target),
}
const sale = (more: object = {}) => ({
  MerchantOrderId: 'A01J9ZK8Q3W7M2',
  Payment: { PaymentId, Type: 'CreditCard', Amount: 19_90, Currency: 'BRL', ...more },
})

describe('a void and a refund speak in numbers of their own', () => {
  const { readUndoCode } = acquirers.cielo
  const said = (code: string, Status: number) =>
    cielo.say({ status: 200, body: { Status, ReturnCode: code, ReturnMessage: 'said' } })
  const SILENT = ['10', '223', '476', '5', '57', '97', '98', '99', '117', '475', '477', '504']
  const GONE = ['17', '42', '130']
  const REFUSED = [
    ...['40', '101', '41', '43', '55', '56', '72', '76', '51', '102', '3', '52', '77', '116'],
    ...['206', '209', '215', '217', '221', '576', '53', '100', '120', '121', '58', '60', '160'],
    ...['54', '103', '104', '105', '106', '107', '108', '9016'],
  ]

  test.each([10, 11])('status %i is done', async (Status) => {
    said('9', Status)
    expect(await calls.void()).toMatchObject({ kind: 'done' })
    expect(await calls.refund()).toMatchObject({ kind: 'done' })
  })
  test('a part that went back leaves the sale paid, and only the code says so', async () => {
    for (const code of ['0', '00', '9']) {
      said(code, 2)
      expect(await calls.refund()).toEqual({ kind: 'done', value: { confirmed: amount } })
      expect(await calls.void()).toMatchObject({ kind: 'unknown' })
    }
  })
  test('a Pix goes back later', async () => {
    cielo.say({ status: 200, body: { Status: 2, ReasonCode: 8, ReturnCode: '0' } })
    expect(await calls.refund()).toEqual({
      kind: 'done',
      value: { confirmed: amount, later: true },
    })
  })
  test.each(SILENT)('%s: the outcome is not known', async (code) => {
    said(code, 2)
    expect(await calls.refund()).toMatchObject({ kind: 'unknown' })
    said(code, 1)
    expect(await calls.void()).toMatchObject({ kind: 'unknown' })
  })
  test.each(GONE)('%s: nothing is left, perhaps by this very void', async (code) => {
    said(code, 1)
    expect(await calls.void()).toMatchObject({ kind: 'unknown' })
    said(code, 2)
    expect(await calls.refund()).toMatchObject({ kind: 'refused' })
  })
  test.each(REFUSED)('%s is a refusal that is explained', async (code) => {
    said(code, 2)
    expect(await calls.refund()).toEqual({
      kind: 'refused',
      refusal: { code, reason: 'not_processed', message: 'said' },
    })
    const explained = readUndoCode?.(code)
    expect(explained?.['pt-BR']).toMatch(/\.$/)
    expect(explained?.en).toMatch(/\.$/)
  })
  test.each(['308', '309', '311', '312', '841', '842', '843'])(
    '%s, said as an error, is a refusal that is explained',
    async (code) => {
      cielo.say({ status: 400, body: [{ Code: Number(code), Message: 'said' }] })
      expect(await calls.refund()).toMatchObject({ kind: 'refused', refusal: { code } })
      expect(readUndoCode?.(code)).not.toBeNull()
    },
  )
  test.each([2, 101, 114, 115, 116, 120, 131, 132, 172, 300, 301, 306, 314])(
    'error %i is about who we are: the sale is as it was',
    async (Code) => {
      cielo.say({ status: 400, body: [{ Code, Message: 'said' }] })
      for (const verb of ['capture', 'void', 'refund'] as const) {
        expect(await calls[verb]()).toMatchObject({ kind: 'not_sent' })
      }
    },
  )
  test('999 of a capture is not known', async () => {
    cielo.say({ status: 400, body: [{ Code: 999, Message: 'said' }] })
    expect(await calls.capture()).toMatchObject({ kind: 'unknown' })
  })
})

describe('how a refund stands', () => {
  const asked = { ...target, amount: centavos(500), refundId: null }
  const told = async (...Refunds: readonly object[]) => {
    cielo.say({ status: 200, body: sale({ Status: 2, CapturedAmount: 19_90, Refunds }) })
    return route.findRefund(ctx, asked)
  }
  test.each([
    [1, 'processing'],
    [2, 'processing'],
    [3, 'done'],
    [4, 'denied'],
    [0, 'unknown'],
    [9, 'unknown'],
  ])('%i is %s', async (Status, state) => {
    expect(await told({ Amount: 500, Status })).toBe(state)
  })
  test('the last of that amount is meant', async () => {
    expect(await told({ Amount: 500, Status: 4 }, { Amount: 500, Status: 3 })).toBe('done')
  })
  test('what is in no list was never asked for', async () => {
    expect(await told({ Amount: 499, Status: 3 })).toBe('never_seen')
  })
  test('without a list only the whole tells', async () => {
    const whole = { Status: 11, CapturedAmount: 19_90, VoidedAmount: 19_90 }
    cielo.say({ status: 200, body: sale(whole) })
    expect(await route.findRefund(ctx, asked)).toBe('done')
    cielo.say({ status: 200, body: sale({ Status: 2, CapturedAmount: 19_90, VoidedAmount: 500 }) })
    expect(await route.findRefund(ctx, asked)).toBe('unknown')
    cielo.say({ status: 404, body: '' })
    expect(await route.findRefund(ctx, asked)).toBe('unknown')
  })
})

describe('a capture that is not known to have failed', () => {
  test.each([
    [0, ''],
    [0, '4'],
    [3, '99'],
    [1, 'AA'],
  ])('status %i with the code "%s" is asked about', async (Status, ReturnCode) => {
    cielo.say({ status: 200, body: { Status, ReturnCode, ReturnMessage: 'said' } })
    expect(await calls.capture()).toMatchObject({ kind: 'unknown' })
  })
})
