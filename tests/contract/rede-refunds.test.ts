// tests/contract/rede-refunds.test.ts
import { describe, expect, test } from 'vitest'
import { referenceOf } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { sendHttp } from '@/lib/platform/http'
import { givenPayment, givenRede } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testSimulator } from '../support/test-simulator'

const { ctx, advance } = testCtx({ http: sendHttp })
const simulator = await testSimulator({ now: ctx.now })
const route = givenRede(simulator.url)
const DAY_MS = 24 * 3_600_000

async function captured() {
  const reference = referenceOf(ctx.newId('attempt'))
  const answer = await route.authorize(ctx, { ...givenPayment(), reference })
  if (answer.kind !== 'done') throw new Error('not approved')
  await route.capture(ctx, answer.value)
  return { ...answer.value, reference }
}
async function takenForLater(amount = centavos(5_00)) {
  const sale = await captured()
  advance(DAY_MS)
  const answer = await route.refund(ctx, { ...sale, amount })
  if (answer.kind !== 'done') throw new Error(`not taken: ${JSON.stringify(answer)}`)
  const { refundId = null, later } = answer.value
  return { sale, later, refund: { ...sale, amount, refundId } }
}

describe('money of an earlier day', () => {
  test('is asked for, and done the evening after', async () => {
    const { sale, later, refund } = await takenForLater()
    expect(later).toBe(true)
    expect(await route.findRefund(ctx, refund)).toBe('processing')
    const asked = { kind: 'captured', refunded: 0, refundPending: true }
    expect(await route.find(ctx, sale.reference)).toMatchObject(asked)
    advance(2 * DAY_MS)
    expect(await route.findRefund(ctx, refund)).toBe('done')
    const done = { kind: 'captured', refunded: 5_00, refundPending: false }
    expect(await route.find(ctx, sale.reference)).toMatchObject(done)
  })
  test('may be denied in the end, and is then still where it was', async () => {
    simulator.fault('rede', 'void', 'deny_refund')
    const { sale, refund } = await takenForLater()
    expect(await route.findRefund(ctx, refund)).toBe('processing')
    advance(2 * DAY_MS)
    expect(await route.findRefund(ctx, refund)).toBe('denied')
    const untouched = { kind: 'captured', refunded: 0, refundPending: false }
    expect(await route.find(ctx, sale.reference)).toMatchObject(untouched)
  })
  test('given back whole is refunded only once it is done', async () => {
    const { sale } = await takenForLater(centavos(19_90))
    expect(await route.find(ctx, sale.reference)).toMatchObject({ kind: 'captured', refunded: 0 })
    advance(2 * DAY_MS)
    const done = { kind: 'refunded', refunded: 19_90 }
    expect(await route.find(ctx, sale.reference)).toMatchObject(done)
  })
  test('each of several is told apart by its name', async () => {
    const { sale, refund: first } = await takenForLater()
    simulator.fault('rede', 'void', 'deny_refund')
    const second = await route.refund(ctx, { ...sale, amount: centavos(5_00) })
    if (second.kind !== 'done') throw new Error('not taken')
    const { refundId = null } = second.value
    advance(2 * DAY_MS)
    expect(await route.findRefund(ctx, first)).toBe('done')
    expect(await route.findRefund(ctx, { ...first, refundId })).toBe('denied')
  })
  test('is asked for once more than there is: refused', async () => {
    const { sale } = await takenForLater(centavos(19_00))
    const more = { ...sale, amount: centavos(1_00) }
    expect(await route.refund(ctx, more)).toMatchObject({ refusal: { code: '357' } })
  })
})

test('money of today is given back at once, with a name to ask by', async () => {
  const sale = await captured()
  const answer = await route.refund(ctx, sale)
  expect(answer).toMatchObject({ kind: 'done', value: { refundId: expect.any(String) } })
  expect(answer).not.toHaveProperty('value.later')
})

test('after ninety days nothing is given back', async () => {
  const sale = await captured()
  advance(91 * DAY_MS)
  expect(await route.refund(ctx, sale)).toMatchObject({ refusal: { code: '354' } })
})

test('a refund that nobody asked for was never seen, by name or by amount', async () => {
  const sale = await captured()
  expect(await route.findRefund(ctx, { ...sale, refundId: null })).toBe('never_seen')
  expect(await route.findRefund(ctx, { ...sale, refundId: 'nobody' })).toBe('never_seen')
})

test.each([
  ['351', 'refused'],
  ['371', 'refused'],
  ['374', 'refused'],
  ['150', 'unknown'],
  ['3123', 'unknown'],
])('a refund that is answered %s is %s, and takes nothing back', async (code, kind) => {
  const sale = await captured()
  simulator.fault('rede', 'void', 'return_code', { code })
  expect(await route.refund(ctx, sale)).toMatchObject({ kind })
  expect(simulator.ledger.entries).toMatchObject([{ refundedAmount: 0 }])
})

test('after a silence the list of refunds tells whether it was taken', async () => {
  const sale = await captured()
  simulator.fault('rede', 'void', 'drop_response')
  expect(await route.refund(ctx, sale)).toMatchObject({ kind: 'unknown' })
  expect(await route.findRefund(ctx, { ...sale, refundId: null })).toBe('done')
  const other = await captured()
  simulator.fault('rede', 'void', 'drop_request')
  expect(await route.refund(ctx, other)).toMatchObject({ kind: 'unknown' })
  expect(await route.findRefund(ctx, { ...other, refundId: null })).toBe('never_seen')
})
