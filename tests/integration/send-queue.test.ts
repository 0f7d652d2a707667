// tests/integration/send-queue.test.ts
import { and, eq, isNotNull } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import { ruleSteps } from '@/db/schema/rules'
import { sandboxBubbles } from '@/db/schema/sandbox-phone'
import { checkInstance } from '@/lib/notifications/check-instance'
import { claimMessages } from '@/lib/notifications/claim-messages'
import { drainQueue } from '@/lib/notifications/drain-queue'
import { planQueue } from '@/lib/notifications/queue'
import { receiveNotice } from '@/lib/notifications/receive-notice'
import { settleMessages } from '@/lib/notifications/settle-message'
import { listStuck, unstickMessage } from '@/lib/notifications/unstick'
import { sendHttp } from '@/lib/platform/http'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const MINUTE = 60_000
/** Many hand-overs, each with its transactions, on a machine that may be busy. */
const PATIENT = 60_000

type Store = Awaited<ReturnType<typeof givenSender>>
const instanceOf = async ({ instanceId }: Store) => {
  const [row] = await db.select().from(instances).where(eq(instances.id, instanceId))
  if (row === undefined) throw new Error('no instance')
  return row
}
const approvals = async (store: Store, count: number) => {
  for (let i = 0; i < count; i++) {
    const keys = { orderKey: `TX${i}`, threadKey: `TX${i}` }
    await store.hear('payment_approved', { ...keys, phone: `119876543${10 + i}` })
  }
}
/** What a worker does up to the call to the channel. */
const claimFirst = async ({ ctx, instanceId }: Store) => {
  await planQueue(ctx, instanceId, { runId: 'run' })
  const claims = await claimMessages(ctx, { instanceId, runId: 'run', inFlight: 0 })
  const [claimed] = claims?.claimed ?? []
  if (claimed === undefined) throw new Error('nothing was claimed')
  return claimed
}
const sentTimes = async (store: Store) =>
  (await store.rows()).flatMap(({ claimedAt }) => (claimedAt ? [claimedAt.getTime()] : [])).sort()

const whatsapp = () => ({
  db,
  http: sendHttp,
  channel: 'whatsapp',
  settings: { phoneNumberId: '104512345678901', token: 'EAAtoken', appSecret: 'secret' },
  simulators: { whatsapp: simulator.url },
})

describe('one message', () => {
  test('leaves rendered with the data of then, and keeps the text and what it was made of', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    expect(await store.pump()).toEqual(['delivered'])
    const [message] = await store.rows()
    expect(message?.body).toBe(
      'Pagamento aprovado! 🎉\nAna, obrigado por comprar na Corda Solta.\nPedido TX1: *Violão do Zero* · R$ 197,00\nAvisaremos por aqui cada novo passo.',
    )
    expect(message).toMatchObject({
      state: 'delivered',
      reasonCode: 'sent_ok',
      textVersion: 1,
      variables: { 'customer.first_name': 'Ana', 'order.total': 'R$ 197,00' },
    })
    const phone = await db
      .select()
      .from(sandboxBubbles)
      .where(eq(sandboxBubbles.instanceId, store.instanceId))
    expect(phone).toMatchObject([{ phone: '+5511987654321', body: message?.body }])
  })

  test('a code to be copied gets a bubble of its own', async () => {
    const store = await givenSender({ db })
    const expiresAt = new Date(store.ctx.now().getTime() + 60 * MINUTE)
    await store.hear('pix_generated', { pix: { code: '00020126BR', url: null, expiresAt } })
    store.advance(MINUTE)
    await store.pump()
    const phone = await db
      .select({ body: sandboxBubbles.body })
      .from(sandboxBubbles)
      .where(eq(sandboxBubbles.instanceId, store.instanceId))
      .orderBy(sandboxBubbles.id)
    expect(phone.at(-1)).toEqual({ body: '00020126BR' })
  })

  test('on the official channel it leaves as its approved template, with our name on it', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    expect(await store.pump()).toEqual(['sent'])
    expect(simulator.messages.messages).toMatchObject([
      {
        instance: '104512345678901',
        to: '+5511987654321',
        body: 'Pagamento aprovado! Ana, obrigado por comprar na Corda Solta. Pedido TX1: *Violão do Zero* · R$ 197,00',
      },
    ])
  })
})

describe('nothing is sent twice', () => {
  test('when its worker dies between claim and answer: it becomes unknown and stays so', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    await claimFirst(store) // And here the process is killed.
    expect(await store.pump()).toEqual([]) // The step runs again.
    expect(await listStuck(store.ctx)).toEqual([])
    store.advance(2 * MINUTE + 1)
    for (const stuck of await listStuck(store.ctx)) await unstickMessage(store.ctx, stuck.id)
    expect(await store.states()).toEqual(['payment_approved.1 unknown answer_lost'])
    store.advance(60 * MINUTE)
    expect(await store.pump()).toEqual([])
    expect(simulator.messages.messages).toEqual([])
  })

  test('when the answer was lost: unknown, until the channel itself says what became of it', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    simulator.fault('whatsapp', 'send', 'drop_response')
    expect(await store.pump()).toEqual(['unknown'])
    expect(await store.pump()).toEqual([])
    expect(simulator.messages.messages).toHaveLength(1)
    const [message] = await store.rows()
    await receiveNotice(store.ctx, await instanceOf(store), {
      kind: 'status',
      messageId: message?.id ?? null,
      channelMessageId: 'wamid.late',
      state: 'delivered',
      at: store.ctx.now(),
      refusal: null,
    })
    expect(await store.states()).toEqual(['payment_approved.1 delivered sent_ok'])
  })

  test('with eight workers at once each message leaves once', { timeout: PATIENT }, async () => {
    const store = await givenSender(whatsapp())
    await approvals(store, 8)
    const { ctx, instanceId } = store
    const turn = (run: number) => drainQueue(ctx, { instanceId, runId: `run ${run}` })
    await Promise.all(Array.from({ length: 8 }, (_, run) => turn(run)))
    store.advance(2 * MINUTE)
    await store.pump()
    const told = simulator.messages.messages.map(({ to }) => to)
    expect(told).toHaveLength(8)
    expect(new Set(told).size).toBe(8)
  })

  test('an answer that comes after the channel’s own receipt changes nothing back', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    const claimed = await claimFirst(store)
    const id = claimed.outgoing.messageId
    const status = { kind: 'status', messageId: id, channelMessageId: 'wamid.9' } as const
    const at = { at: store.ctx.now(), refusal: null }
    await receiveNotice(store.ctx, await instanceOf(store), { ...status, state: 'read', ...at })
    await receiveNotice(store.ctx, await instanceOf(store), { ...status, state: 'sent', ...at })
    const handover = { kind: 'sent', channelMessageId: 'wamid.9' } as const
    await settleMessages(store.ctx, store.instanceId, [{ claimed, handover }])
    expect(await store.states()).toEqual(['payment_approved.1 read sent_ok'])
  })
})

describe('the pace of a number', () => {
  const slow = { intervalMs: 30_000, jitterPercent: 25, maxInFlight: 1 }

  test('one at a time, thirty seconds apart, a quarter more or less', {
    timeout: PATIENT,
  }, async () => {
    const store = await givenSender({ db, pace: slow })
    await approvals(store, 8)
    await store.pump()
    const times = await sentTimes(store)
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
    expect(gaps).toHaveLength(7)
    for (const gap of gaps) {
      expect(gap).toBeGreaterThanOrEqual(22_500)
      expect(gap).toBeLessThanOrEqual(37_500)
    }
    expect(new Set(gaps).size).toBeGreaterThan(3)
  })

  test('what the buyer waits for goes first, whatever came before it', async () => {
    const store = await givenSender({ db, pace: slow })
    await store.hear('posted', { orderKey: 'A', threadKey: 'A' })
    store.advance(6 * MINUTE)
    await store.hear('payment_approved', { orderKey: 'B', threadKey: 'B', phone: '21987654321' })
    await store.pump(1)
    expect(await store.states()).toEqual([
      'posted.1 queued',
      'payment_approved.1 delivered sent_ok',
    ])
  })

  test('the day ends at midnight in São Paulo', async () => {
    const store = await givenSender({ db, pace: { dailyCap: 2 } })
    await approvals(store, 3)
    expect(await store.pump()).toHaveLength(2)
    store.advance(13 * 60 * MINUTE) // 23:00 in São Paulo.
    expect(await store.pump()).toEqual([])
    store.advance(60 * MINUTE)
    expect(await store.pump()).toEqual(['delivered'])
  })

  test('reminders do not ring at night where the buyer lives; a payment is still confirmed', async () => {
    const store = await givenSender({ db, at: '2026-10-06T01:30:00Z' }) // 22:30 in São Paulo, 20:30 in Acre.
    const places = { SP: '11987654321', AC: '68987654321' }
    for (const [key, phone] of Object.entries(places)) {
      await store.hear('payment_refused', { orderKey: key, threadKey: key, phone })
    }
    await store.hear('payment_approved', { orderKey: 'X', threadKey: 'X', phone: '31987654321' })
    store.advance(5 * MINUTE)
    await store.pump()
    expect(await store.states()).toEqual([
      'payment_refused.1 queued',
      'payment_refused.1 delivered sent_ok',
      'payment_approved.1 delivered sent_ok',
    ])
    const [held] = await store.rows()
    expect(held?.heldUntil?.toISOString()).toBe('2026-10-06T11:00:00.000Z')
    store.advance(9.5 * 60 * MINUTE)
    await store.pump()
    expect((await store.states())[0]).toBe('payment_refused.1 delivered sent_ok')
  })

  test('nobody gets two messages within six seconds', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved', { orderKey: 'A', threadKey: 'A' })
    await store.hear('payment_approved', { orderKey: 'B', threadKey: 'B' })
    await store.pump()
    const [first = 0, second = 0] = await sentTimes(store)
    expect(second - first).toBeGreaterThanOrEqual(6_000)
  })

  test('a paused number sends nothing, and goes on where it stopped', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    const of = eq(instances.id, store.instanceId)
    await db.update(instances).set({ pausedAt: store.ctx.now() }).where(of)
    expect(await store.pump()).toEqual([])
    await db.update(instances).set({ pausedAt: null }).where(of)
    expect(await store.pump()).toEqual(['delivered'])
  })
})

describe('what the channel refuses', () => {
  test('for a moment is tried again, later each time, and at last given up', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    for (let i = 0; i < 6; i++) simulator.fault('whatsapp', 'send', 'http_500')
    for (let i = 0; i < 6; i++) {
      await store.pump()
      store.advance(31 * MINUTE)
    }
    expect(await store.states()).toEqual(['payment_approved.1 failed channel_error'])
  })

  test('because of the sender stops the sender and costs the message no try', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    simulator.fault('whatsapp', 'send', 'return_code', { code: '131042' })
    await store.pump()
    expect(await instanceOf(store)).toMatchObject({ state: 'disconnected', sentToday: 0 })
    expect(await store.rows()).toMatchObject([{ state: 'queued', attempts: 0 }])
    // The number itself answers a check well: the account's payment is a person's matter.
    expect(await checkInstance(store.ctx, (await instanceOf(store)).id)).toBe('connected')
    await store.pump()
    expect(await instanceOf(store)).toMatchObject({ state: 'connected', pausedCause: 'channel' })
    expect(await store.rows()).toMatchObject([{ state: 'queued', attempts: 0 }])
  })

  test('because of too many reminders holds back the next reminder, and not what was bought', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('cart_abandoned')
    simulator.fault('whatsapp', 'send', 'return_code', { code: '131049' })
    store.advance(11 * MINUTE)
    await store.pump()
    await store.hear('payment_approved', { orderKey: 'TX2', threadKey: 'TX2' })
    await store.pump()
    expect(await store.states()).toEqual([
      'cart_abandoned.1 failed channel_error',
      'cart_abandoned.2 suppressed notification_off',
      'payment_approved.1 sent sent_ok',
    ])
  })

  test('because of the template switches that notification off, and no other', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved')
    simulator.fault('whatsapp', 'send', 'return_code', { code: '132015' })
    await store.pump()
    expect(await store.states()).toEqual(['payment_approved.1 failed channel_error'])
    const off = await db.select().from(ruleSteps).where(eq(ruleSteps.enabled, false))
    const mine = off.filter((step) => step.stoppedBy !== null)
    expect(mine).toHaveLength(1)
  })

  test('because nobody is there is remembered for a month', async () => {
    const store = await givenSender(whatsapp())
    await store.hear('payment_approved', { phone: '11987650000' })
    await store.pump()
    await store.hear('posted', { phone: '11987650000', orderKey: 'TX2', threadKey: 'TX2' })
    store.advance(6 * MINUTE)
    await store.pump()
    expect(await store.states()).toEqual([
      'payment_approved.1 failed not_on_whatsapp',
      'posted.1 suppressed not_on_whatsapp',
    ])
  })
})

test('whoever answers SAIR gets no more reminders in any store, and still hears of a purchase', async () => {
  const store = await givenSender({ db })
  await store.hear('cart_abandoned')
  await receiveNotice(store.ctx, await instanceOf(store), {
    kind: 'inbound',
    from: '551187654321',
    text: ' Sair! ',
    at: store.ctx.now(),
  })
  await store.hear('payment_refused', { orderKey: 'TX7', threadKey: 'other' })
  await store.hear('payment_approved', { orderKey: 'TX8', threadKey: 'third' })
  await store.pump()
  expect(await store.states()).toEqual([
    'cart_abandoned.1 suppressed opted_out',
    'cart_abandoned.2 suppressed notification_off',
    'payment_refused.1 suppressed opted_out',
    'payment_approved.1 delivered sent_ok',
  ])
  const left = and(
    eq(contacts.accountId, store.ctx.actor.accountId),
    isNotNull(contacts.optedOutAt),
  )
  expect(await db.select().from(contacts).where(left)).toMatchObject([{ phone: '+5511987654321' }])
})

test('a message that waited too long says nothing', async () => {
  const store = await givenSender({ db })
  await store.hear('posted')
  store.advance(25 * 60 * MINUTE)
  await store.pump()
  expect(await store.states()).toEqual(['posted.1 suppressed expired_before_send'])
})

test('a cart without a link to go back to is not written to, and says which word is missing', async () => {
  const store = await givenSender({ db })
  await store.hear('cart_abandoned', { checkoutUrl: null })
  store.advance(11 * MINUTE)
  await store.pump()
  const [first] = await db
    .select()
    .from(messages)
    .where(eq(messages.accountId, store.ctx.actor.accountId))
    .orderBy(messages.id)
  expect(first).toMatchObject({ state: 'suppressed', reasonCode: 'template_error' })
  expect(first?.reasonDetail).toBe('checkout.url')
})
