// tests/integration/acquirer-notices.test.ts
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { acquirerNotices } from '@/db/schema/acquirers'
import { findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { keepNotice } from '@/lib/payments/keep-notice'
import {
  listNoticeEndpoints,
  makeNoticeEndpoint,
  saveNoticeKey,
} from '@/lib/payments/notice-endpoint'
import { NoticeKeyInput } from '@/lib/payments/notice-key.schema'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { followNotice, listUnhandledNotices } from '@/lib/sales/follow-notice'
import { refundSale } from '@/lib/sales/refund-sale'
import { submitPayment } from '@/lib/sales/submit-payment'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const HOUR_MS = 3_600_000
const db = await testDb()
const clock = { now: new Date('2026-03-05T15:00:00Z') }
const simulator = await testSimulator({ now: () => clock.now })
const { ctx: base } = testCtx({ db, http: sendHttp })
const pass = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}
const tools = {
  ...base,
  now: () => clock.now,
  wait: async (ms: number) => pass(ms),
  simulators: simulator.addresses,
}

let shop: Awaited<ReturnType<typeof givenShop>>
beforeEach(async () => {
  pass(24 * HOUR_MS)
  shop = await givenShop(tools, { methods: ['card', 'pix', 'boleto'] })
})

const PIX = { payment: { method: 'pix' } }
async function sold(more: object = {}) {
  const result = await submitPayment(
    shop.api,
    givenApiSubmit('k', shop.offer.code, undefined, more),
  )
  if (!result.ok) throw new Error(result.error.code)
  return result.value.sale.id
}

const attemptOf = async (saleId: Id<'sale'>) => {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, saleId))
  if (attempt?.acquirerId == null) throw new Error('the acquirer knows no such attempt')
  return { ...attempt, acquirerId: attempt.acquirerId }
}

const statusOf = async (id: Id<'sale'>) =>
  (await db.select().from(sales).where(eq(sales.id, id)))[0]?.status

async function addressOf(acquirer: string, by: Ctx<'member'> = shop.member) {
  await makeNoticeEndpoint(by, acquirer)
  const [endpoint] = await listNoticeEndpoints(by, [acquirer])
  return endpoint?.path?.split('/').at(-1) ?? ''
}

type Sent = { readonly token: string; readonly authorization?: string }
const send = (acquirer: string, body: object | string, { token, authorization }: Sent) =>
  keepNotice(tools, {
    acquirer,
    token,
    authorization: authorization ?? null,
    remoteAddress: '192.0.2.1',
    headers: {},
    read: async () => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  })

const noticesOf = () =>
  db
    .select()
    .from(acquirerNotices)
    .where(eq(acquirerNotices.accountId, shop.member.actor.accountId))

/** What the durable function does with everything that was told. */
async function follow() {
  const waiting = (await noticesOf()).filter(({ handledAt }) => handledAt === null)
  const outcomes = []
  for (const { id } of waiting) outcomes.push(await followNotice(shop.member, id))
  return outcomes
}

const isPaidAtCielo = () => {
  const entry = simulator.ledger.entries.at(-1)
  if (entry !== undefined) simulator.ledger.pay(entry)
}

describe('a notice is a hint', () => {
  test('of a Pix that was paid: the acquirer is asked, and the sale is paid', async () => {
    const saleId = await sold(PIX)
    const { acquirerId: PaymentId } = await attemptOf(saleId)
    isPaidAtCielo()
    const token = await addressOf('cielo')
    expect(await send('cielo', { PaymentId, ChangeType: 1 }, { token })).toMatchObject({ ok: true })
    expect(await follow()).toEqual(['moved'])
    expect(await statusOf(saleId)).toBe('paid')
  })

  test('forged, it marks nothing paid: the acquirer says it still waits', async () => {
    const saleId = await sold(PIX)
    const { acquirerId: PaymentId } = await attemptOf(saleId)
    const token = await addressOf('cielo')
    const lie = { PaymentId, ChangeType: 1, Status: 2, CapturedAmount: 197_00, Paid: true }
    await send('cielo', lie, { token })
    expect(await follow()).toEqual(['nothing_new'])
    expect(await statusOf(saleId)).toBe('pending')
  })

  test('of another company’s sale moves nothing, whatever it says', async () => {
    const saleId = await sold(PIX)
    const { acquirerId: PaymentId } = await attemptOf(saleId)
    isPaidAtCielo()
    const other = await givenShop(tools)
    const token = await addressOf('cielo', other.member)
    await send('cielo', { PaymentId, ChangeType: 1 }, { token })
    const [row] = await db
      .select()
      .from(acquirerNotices)
      .where(eq(acquirerNotices.accountId, other.member.actor.accountId))
    if (row === undefined) throw new Error('nothing was kept')
    expect(await followNotice(other.member, row.id)).toBe('not_ours')
    expect(await followNotice(shop.member, row.id)).toBe('not_ours')
    expect(await statusOf(saleId)).toBe('pending')
  })

  test('that comes after the sale went back does not bring it forward again', async () => {
    const saleId = await sold()
    const { acquirerId: PaymentId } = await attemptOf(saleId)
    await refundSale(shop.member, { saleId })
    const token = await addressOf('cielo')
    await send('cielo', { PaymentId, ChangeType: 1 }, { token })
    expect(await follow()).toEqual(['nothing_new'])
    expect(await statusOf(saleId)).toBe('refunded')
  })

  test('of a chargeback, which no query tells, becomes something for a person', async () => {
    const saleId = await sold()
    const { acquirerId: PaymentId, id } = await attemptOf(saleId)
    const token = await addressOf('cielo')
    await send('cielo', { PaymentId, ChangeType: 7 }, { token })
    await follow()
    const found = await db.select().from(findings).where(eq(findings.attemptId, id))
    expect(found).toMatchObject([{ kind: 'chargeback', key: 'chargeback', detail: { word: '7' } }])
    expect(await statusOf(saleId)).toBe('paid')
  })

  test('of a refund made at the acquirer leaves the difference with both sides', async () => {
    const saleId = await sold()
    const { acquirerId: PaymentId, id } = await attemptOf(saleId)
    const entry = simulator.ledger.entries[0]
    if (entry === undefined) throw new Error('nothing was sold')
    simulator.ledger.giveBack(entry, 50_00)
    const token = await addressOf('cielo')
    await send('cielo', { PaymentId, ChangeType: 25 }, { token })
    expect(await follow()).toEqual(['nothing_new'])
    const found = await db.select().from(findings).where(eq(findings.attemptId, id))
    expect(found).toMatchObject([
      { kind: 'differs', detail: { our_refunded: '0', their_refunded: '5000' } },
    ])
  })
})

describe('Rede', () => {
  test('tells of its Pix by tid, in either of the forms it uses', async () => {
    const token = await addressOf('rede')
    const pix = {
      id: '0d6a3d80-0a6b-4b53-9a58-0c6f3f7f4b11',
      merchantId: '10001234',
      events: ['PV.UPDATE_TRANSACTION_PIX'],
      data: { txid: 'x', id: '8345000363484052380', endToEndId: 'E1' },
    }
    await send('rede', pix, { token })
    await send('rede', { type: 'refund', tid: '8345000363484052380', status: 'Done' }, { token })
    await send('rede', { ...pix, events: ['PV.TOKENIZACAO-BANDEIRA'] }, { token })
    await send('rede', '<html>', { token })
    expect((await follow()).sort()).toEqual(['ignored', 'not_ours', 'not_ours', 'unreadable'])
  })
})

describe('where notices arrive', () => {
  test('one address for each acquirer of a company, the same however often it is asked for', async () => {
    const token = await addressOf('cielo')
    expect(token).toMatch(/^[0-9a-z]{32}$/)
    expect(await addressOf('cielo')).toBe(token)
    expect(await addressOf('rede')).not.toBe(token)
  })

  test('an unknown address, and one of the other acquirer, are nobody’s', async () => {
    const token = await addressOf('cielo')
    for (const [acquirer, address] of [
      ['cielo', 'guess'],
      ['rede', token],
    ] as const) {
      const body = { PaymentId: 'x', ChangeType: 1 }
      expect(await send(acquirer, body, { token: address })).toMatchObject({
        error: { code: 'address_unknown' },
      })
    }
    expect(await noticesOf()).toEqual([])
  })

  test('a key that was agreed must be there, with its scheme or without', async () => {
    const token = await addressOf('rede')
    const key = NoticeKeyInput.parse({ acquirer: 'rede', key: ' s3cr3t-do-webhook ' })
    expect(await saveNoticeKey(shop.member, key)).toMatchObject({ ok: true })
    const body = { type: 'refund', tid: '1' }
    for (const authorization of [undefined, 'Bearer other', 's3cr3t']) {
      expect(
        await send('rede', body, { token, ...(authorization && { authorization }) }),
      ).toMatchObject({ error: { code: 'key_wrong' } })
    }
    expect(
      await send('rede', body, { token, authorization: 'Bearer s3cr3t-do-webhook' }),
    ).toMatchObject({ ok: true })
    const [view] = await listNoticeEndpoints(shop.member, ['rede'])
    expect(view).toMatchObject({ hasKey: true, lastHeardAt: clock.now.toISOString() })
  })

  test('a body beyond the limit is refused, and nothing of it is kept', async () => {
    const token = await addressOf('cielo')
    const huge = { acquirer: 'cielo', token, authorization: null, remoteAddress: null, headers: {} }
    expect(await keepNotice(tools, { ...huge, read: async () => null })).toMatchObject({
      error: { code: 'body_too_large' },
    })
    expect(await noticesOf()).toEqual([])
  })

  test('who guesses is slowed down', async () => {
    const codes = new Set<string>()
    for (let i = 0; i < 80; i++) {
      const said = await keepNotice(tools, {
        acquirer: 'cielo',
        token: `guess${i}`,
        authorization: null,
        remoteAddress: '198.51.100.7',
        headers: {},
        read: async () => new Uint8Array(),
      })
      if (!said.ok) codes.add(said.error.code)
    }
    expect([...codes]).toEqual(['address_unknown', 'too_many_requests'])
  })

  test('support may not make addresses', async () => {
    const actor = { ...shop.member.actor, role: 'support' as const }
    expect(await makeNoticeEndpoint({ ...shop.member, actor }, 'cielo')).toMatchObject({
      error: { code: 'not_allowed' },
    })
  })
})

describe('what was told', () => {
  test('is kept sealed before it is understood', async () => {
    const token = await addressOf('cielo')
    await send('cielo', 'not even JSON', { token })
    const [row] = await noticesOf()
    expect(Buffer.from(row?.body ?? []).includes('not even')).toBe(false)
    expect(await follow()).toEqual(['unreadable'])
  })

  test('twice is kept once; after it was acted on, the same words are news again', async () => {
    const token = await addressOf('cielo')
    const body = { PaymentId: 'nobody', ChangeType: 1 }
    const told = await Promise.all([1, 2, 3].map(() => send('cielo', body, { token })))
    expect(told.filter((each) => each.ok && !each.value.duplicate)).toHaveLength(1)
    expect(await follow()).toEqual(['not_ours'])
    expect(await follow()).toEqual([])
    pass(HOUR_MS)
    expect(await send('cielo', body, { token })).toEqual({ ok: true, value: { duplicate: false } })
    expect(await follow()).toEqual(['not_ours'])
    const facts = await db.select().from(outbox).where(eq(outbox.name, 'acquirer.noticed'))
    const ids = (await noticesOf()).map(({ id }) => id as string)
    expect(facts.filter(({ payload }) => ids.includes(payload.noticeId ?? ''))).toHaveLength(2)
  })

  test('and whose fact was lost is found by the sweeper', async () => {
    const token = await addressOf('cielo')
    await send('cielo', { PaymentId: 'nobody', ChangeType: 1 }, { token })
    pass(3 * 60_000)
    const ours = (rows: readonly { accountId: string }[]) =>
      rows.filter(({ accountId }) => accountId === shop.member.actor.accountId)
    expect(ours(await listUnhandledNotices(tools))).toHaveLength(1)
    await follow()
    expect(ours(await listUnhandledNotices(tools))).toEqual([])
  })
})
