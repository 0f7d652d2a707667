// tests/integration/worked-example.test.ts
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MessagesQuery } from '@/lib/notifications/messages-query'
import { schedule } from '@/lib/notifications/schedule'
import { cancelMessage, sendNow } from '@/lib/notifications/steer-message'
import { listMessages, toMessageJson } from '@/lib/notifications/views'
import type { Ctx } from '@/lib/platform/context'
import { payt } from '@/lib/postbacks/platforms/payt'
import { recordPurchase } from '@/lib/purchases/record-purchase'
import { givenSender } from '../support/given-sender'
import { readAs } from '../support/sent'
import { testDb } from '../support/test-db'

const db = await testDb()
const MINUTE = 60_000

type Body = Record<string, unknown> & { transaction?: Record<string, unknown> }
const fixture = (file: string): Body =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/postbacks/payt/${file}.json`, import.meta.url), 'utf8'),
  )

/** A real body of the gateway, moved to a minute of our story and to our cart. */
function told(file: string, time: string, transaction: string | null): Body {
  const body = fixture(file)
  const updated_at = `2026-10-05 ${time}:00`
  const customer = { ...(body.customer as object), phone: '11987654321' }
  const expires_at = '2026-10-05 15:20:00'
  return {
    ...body,
    ...{ cart_id: 'CRT1', updated_at, customer },
    ...(transaction !== null && { transaction_id: transaction }),
    ...(body.transaction && { transaction: { ...body.transaction, updated_at, expires_at } }),
  }
}

type Store = Awaited<ReturnType<typeof givenSender>>
async function hear({ ctx, storeId }: Store, body: Body) {
  for (const purchase of readAs(payt, body)) {
    const { id } = await db.transaction((tx) =>
      recordPurchase(ctx, tx, {
        purchase,
        source: {
          storeId,
          platform: payt.code,
          deliveryKey: ctx.newId('delivery'),
          mapperVersion: 1,
          receivedAt: ctx.now(),
        },
      }),
    )
    await schedule(ctx, id)
  }
}

const CART = 'cart_abandoned.with-coupons'
const STORY = [
  { after: 0, body: () => told(CART, '14:07', null) },
  { after: 8, body: () => told('payment_refused.card', '14:15', 'TX1') },
  { after: 5, body: () => told('pix_generated.with-utm', '14:20', 'TX2') },
  { after: 11, body: () => told('payment_approved.card', '14:31', 'TX2') },
]

const givenStory = () => givenSender({ db, at: '2026-10-05T17:07:00Z' })
const asMember = ({ ctx }: Store): Ctx<'member'> => ({
  ...ctx,
  actor: {
    kind: 'member',
    accountId: ctx.actor.accountId,
    userId: ctx.newId('user'),
    role: 'owner',
  },
})

describe('a cart that is abandoned, refused, tried by pix and paid', () => {
  test('says each thing at its time, and takes back what lost its point', async () => {
    const store = await givenStory()
    for (const { after, body } of STORY) {
      store.advance(after * MINUTE)
      await store.pump()
      await hear(store, body())
    }
    await store.pump()
    const view = await listMessages(store.ctx, MessagesQuery.parse({}))
    const said = [...view.rows].reverse().map(toMessageJson)
    expect(
      said.map(({ rule, step, state, reason }) => `${rule} ${step}: ${state}, ${reason}`),
    ).toEqual([
      'cart_abandoned 1: canceled, canceled by payment_refused',
      'cart_abandoned 2: suppressed, the notification is off',
      'payment_refused 1: delivered, sent', // Due at 14:20, and gone when the pix was heard.
      'pix_generated 1: delivered, sent',
      'pix_generated 2: superseded, superseded by payment_approved',
      'payment_approved 1: delivered, sent',
    ])
  })

  test('when pix is told after the payment, nothing of it goes out', async () => {
    const store = await givenStory()
    store.advance(24 * MINUTE)
    const [, , pix, paid] = STORY
    for (const each of [paid, pix]) if (each) await hear(store, each.body())
    expect(await store.states()).toEqual([
      'payment_approved.1 scheduled',
      'pix_generated.1 suppressed late_lower_event',
      'pix_generated.2 suppressed late_lower_event',
    ])
  })
})

describe('the list of messages', () => {
  test('has the shape of the contract, by page and by filter', async () => {
    const store = await givenStory()
    for (const { body } of STORY) await hear(store, body())
    const first = await listMessages(store.ctx, MessagesQuery.parse({ limit: '2', order: 'TX2' }))
    expect(first.rows).toHaveLength(2)
    const [newest] = first.rows.map(toMessageJson)
    expect(Object.keys(newest ?? {})).toEqual([
      'id',
      'storeId',
      'instanceId',
      'rule',
      'step',
      'orderKey',
      'to',
      'state',
      'reason',
      'scheduledAt',
      'sentAt',
      'body',
    ])
    expect(newest).toMatchObject({ orderKey: 'TX2', to: '+5511987654321', reason: null })
    const rest = await listMessages(
      store.ctx,
      MessagesQuery.parse({ order: 'TX2', cursor: first.next }),
    )
    expect(rest.rows).toHaveLength(1)
    expect(rest.next).toBeNull()
    const found = await listMessages(store.ctx, { limit: 50, search: '98765' })
    expect(found.rows.length).toBeGreaterThan(3)
  })

  test('of another account is empty', async () => {
    const mine = await givenStory()
    await hear(mine, told('payment_approved.card', '14:07', 'TX9'))
    const other = await givenSender({ db })
    const query = MessagesQuery.parse({ store: mine.storeId })
    expect((await listMessages(other.ctx, query)).rows).toEqual([])
  })

  test('an unknown filter is refused', () => {
    expect(MessagesQuery.safeParse({ colour: 'red' }).success).toBe(false)
    expect(MessagesQuery.safeParse({ state: 'sent,flown' }).success).toBe(false)
  })
})

describe('what a person does to a message that waits', () => {
  test('sends it now, before its time', async () => {
    const store = await givenStory()
    await hear(store, told(CART, '14:07', null))
    const [cart] = await store.rows()
    if (cart === undefined) throw new Error('no message')
    expect(await sendNow(asMember(store), { messageId: cart.id })).toMatchObject({ ok: true })
    expect(await store.pump()).toEqual(['delivered'])
    expect(await sendNow(asMember(store), { messageId: cart.id })).toEqual({
      ok: false,
      error: { code: 'not_waiting' },
    })
  })

  test('cancels all of its cart, and says who did', async () => {
    const store = await givenStory()
    await hear(store, told('pix_generated.with-utm', '14:07', 'TX1'))
    const [pix] = await store.rows()
    if (pix === undefined) throw new Error('no message')
    const asked = { messageId: pix.id, thread: true, by: 'Marina' }
    expect(await cancelMessage(asMember(store), asked)).toEqual({
      ok: true,
      value: { canceled: 2 },
    })
    expect(await store.rows()).toMatchObject([
      { state: 'canceled', reasonCode: 'canceled_by_user', reasonDetail: 'Marina' },
      { state: 'canceled' },
    ])
  })
})
