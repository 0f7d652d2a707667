// tests/integration/steer-message.test.ts
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { instances } from '@/db/schema/instances'
import { listForPanel, PanelCursor } from '@/lib/notifications/panel-list'
import { receiveNotice } from '@/lib/notifications/receive-notice'
import { markSent, sendAgain } from '@/lib/notifications/settle-unknown'
import { cancelMessage, sendNow } from '@/lib/notifications/steer-message'
import { findMessage, toMessageJson } from '@/lib/notifications/views'
import { sendHttp } from '@/lib/platform/http'
import { givenAccount, givenMember } from '../support/given-account'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const MINUTE = 60_000
const SECOND_ORDER = { orderKey: 'B', threadKey: 'B', phone: '21987654321' }

async function givenQueue(pace?: Partial<typeof instances.$inferInsert>) {
  const store = await givenSender({
    ...{ db, http: sendHttp, channel: 'whatsapp', ...(pace && { pace }) },
    settings: { phoneNumberId: '104512345678901', token: 'EAAtoken', appSecret: 'secret' },
    simulators: { whatsapp: simulator.url },
  })
  const member = await givenMember(store.ctx, store.ctx.actor.accountId, 'admin')
  const idOf = async (n: number) => {
    const id = (await store.rows())[n]?.id
    if (id === undefined) throw new Error(`no message ${n}`)
    return id
  }
  /** One message whose answer was lost, some minutes ago. */
  const lose = async (minutesAgo = 10) => {
    await store.hear('payment_approved')
    simulator.fault('whatsapp', 'send', 'drop_response')
    await store.pump()
    store.advance(minutesAgo * MINUTE)
    return idOf(0)
  }
  const audited = async () => {
    const of = and(eq(auditLog.accountId, member.actor.accountId))
    const rows = await db.select().from(auditLog).where(of)
    return rows.map(({ action }) => action).filter((action) => action.startsWith('message.'))
  }
  return { ...store, member, idOf, lose, audited }
}
type Queue = Awaited<ReturnType<typeof givenQueue>>

async function receiptOf({ ctx, instanceId }: Queue, messageId: string) {
  const [row] = await db.select().from(instances).where(eq(instances.id, instanceId))
  if (row === undefined) throw new Error('no instance')
  const status = { kind: 'status', state: 'delivered', refusal: null } as const
  await receiveNotice(ctx, row, {
    ...{ ...status, messageId, channelMessageId: 'wamid.late', at: ctx.now() },
  })
}

describe('send now', () => {
  test('goes before all others, whatever its hour and the interval', async () => {
    const queue = await givenQueue({ intervalMs: 30_000, maxInFlight: 1, jitterPercent: 0 })
    await queue.hear('payment_approved')
    await queue.hear('posted', SECOND_ORDER)
    await queue.pump(1)
    expect(await sendNow(queue.member, { messageId: await queue.idOf(1) })).toMatchObject({
      ok: true,
    })
    const before = queue.ctx.now()
    expect(await queue.pump(1)).toEqual(['sent'])
    expect((await queue.rows())[1]?.sentAt).toEqual(before)
  })

  test('never goes past what the number may send in a day', async () => {
    const queue = await givenQueue({ dailyCap: 1 })
    await queue.hear('payment_approved')
    await queue.hear('posted', SECOND_ORDER)
    await queue.pump(2)
    await sendNow(queue.member, { messageId: await queue.idOf(1) })
    expect(await queue.pump()).toEqual([])
    expect(await queue.states()).toEqual(['payment_approved.1 sent sent_ok', 'posted.1 queued'])
  })

  test('is too late for what left, and nothing for strangers or those who only look', async () => {
    const { ctx, member, hear, pump, idOf } = await givenQueue()
    await hear('payment_approved')
    const messageId = await idOf(0)
    const support = await givenMember(ctx, ctx.actor.accountId, 'support')
    const stranger = await givenAccount(ctx)
    const cancel = { messageId, thread: true, by: 'Nina' }
    for (const [who, code] of [
      [support, 'not_allowed'],
      [stranger, 'message_not_found'],
    ] as const) {
      expect(await sendNow(who, { messageId })).toEqual({ ok: false, error: { code } })
      expect(await cancelMessage(who, cancel)).toEqual({ ok: false, error: { code } })
    }
    await pump()
    const late = { ok: false, error: { code: 'not_waiting' } }
    expect(await sendNow(member, { messageId })).toEqual(late)
    expect(await cancelMessage(member, cancel)).toEqual(late)
  })
})

describe('cancel', () => {
  test('takes one message back and says who did it', async () => {
    const { ctx, member, hear, pump, advance, idOf, states } = await givenQueue()
    const expiresAt = new Date(ctx.now().getTime() + 60 * MINUTE)
    await hear('pix_generated', { pix: { code: '000201', url: null, expiresAt } })
    const first = { messageId: await idOf(0), thread: false, by: 'Nina' }
    expect(await cancelMessage(member, first)).toEqual({ ok: true, value: { canceled: 1 } })
    advance(45 * MINUTE)
    await pump()
    const [one] = await states()
    expect(one).toBe('pix_generated.1 canceled canceled_by_user')
    expect((await states())[1]).not.toContain('canceled')
    const view = await findMessage(member, first.messageId)
    expect(view && toMessageJson(view).reason).toBe('canceled by Nina')
  })

  test('or everything of its cart that still waits, and of no other cart', async () => {
    const { ctx, member, hear, idOf, states } = await givenQueue()
    const expiresAt = new Date(ctx.now().getTime() + 60 * MINUTE)
    await hear('pix_generated', { pix: { code: '000201', url: null, expiresAt } })
    await hear('posted', SECOND_ORDER)
    const all = { messageId: await idOf(1), thread: true, by: 'Nina' }
    expect(await cancelMessage(member, all)).toEqual({ ok: true, value: { canceled: 2 } })
    expect(await states()).toEqual([
      'pix_generated.1 canceled canceled_by_user',
      'pix_generated.2 canceled canceled_by_user',
      'posted.1 scheduled',
    ])
  })
})

describe('a message of which nobody knows whether it arrived', () => {
  test('is the channel’s to tell for ten minutes, and a person’s to decide afterwards', async () => {
    const queue = await givenQueue()
    const messageId = await queue.lose(9)
    const early = { ok: false, error: { code: 'still_listening' } }
    expect(await sendAgain(queue.member, { messageId })).toEqual(early)
    expect(await markSent(queue.member, { messageId, by: 'Nina' })).toEqual(early)
    expect(await findMessage(queue.member, messageId)).toMatchObject({ asksPerson: false })
    queue.advance(MINUTE)
    expect(await findMessage(queue.member, messageId)).toMatchObject({ asksPerson: true })
    expect(await queue.states()).toEqual(['payment_approved.1 unknown answer_lost'])
  })

  test('is marked as sent by who saw it there, and the log keeps who that was', async () => {
    const { member, lose, states, audited, rows, pump } = await givenQueue()
    const messageId = await lose()
    expect(await markSent(member, { messageId, by: 'Nina' })).toMatchObject({ ok: true })
    expect(await states()).toEqual(['payment_approved.1 sent sent_ok'])
    const view = await findMessage(member, messageId)
    expect(view && toMessageJson(view).reason).toBe('marked as sent by Nina')
    const [row] = await rows()
    expect(row?.sentAt).toEqual(row?.claimedAt)
    expect(await audited()).toEqual(['message.marked_sent'])
    expect(await pump()).toEqual([])
    expect(simulator.messages.messages).toHaveLength(1)
  })

  test('is sent again by who knows that it may be the second time, once', async () => {
    const queue = await givenQueue()
    const messageId = await queue.lose()
    const twice = await Promise.all([
      sendAgain(queue.member, { messageId }),
      sendAgain(queue.member, { messageId }),
    ])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await queue.pump()).toEqual(['sent'])
    expect(await queue.pump()).toEqual([])
    expect(simulator.messages.messages).toHaveLength(2)
    expect(await queue.rows()).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(await queue.audited()).toEqual(['message.sent_again'])
  })

  test('is not sent again when its receipt comes before its turn', async () => {
    const queue = await givenQueue()
    const messageId = await queue.lose()
    await sendAgain(queue.member, { messageId })
    await receiptOf(queue, messageId)
    expect(await queue.pump()).toEqual([])
    expect(await queue.states()).toEqual(['payment_approved.1 delivered sent_ok'])
    expect(simulator.messages.messages).toHaveLength(1)
  })

  test('is not sent again when it says nothing any more', async () => {
    const { member, lose } = await givenQueue()
    const messageId = await lose(49 * 60)
    expect(await sendAgain(member, { messageId })).toEqual({
      ok: false,
      error: { code: 'too_late_to_send' },
    })
  })

  test('is nobody’s business in another company, and settled only once', async () => {
    const { ctx, member, lose } = await givenQueue()
    const messageId = await lose()
    const support = await givenMember(ctx, ctx.actor.accountId, 'support')
    expect(await sendAgain(support, { messageId })).toMatchObject({
      error: { code: 'not_allowed' },
    })
    expect(await sendAgain(await givenAccount(ctx), { messageId })).toMatchObject({
      error: { code: 'message_not_found' },
    })
    await markSent(member, { messageId, by: 'Nina' })
    const known = { ok: false, error: { code: 'not_unknown' } }
    expect(await sendAgain(member, { messageId })).toEqual(known)
    expect(await markSent(member, { messageId, by: 'Nina' })).toEqual(known)
  })
})

describe('the list a person reads', () => {
  test('begins with what happened last; what waits is in the order in which it is due', async () => {
    const queue = await givenQueue()
    const { member, hear, pump, advance } = queue
    await hear('delivered', { orderKey: 'A', threadKey: 'A' }) // In half an hour.
    advance(MINUTE)
    await hear('posted', SECOND_ORDER) // In five minutes.
    advance(MINUTE)
    await hear('payment_approved', { orderKey: 'C', threadKey: 'C', phone: '31987654321' })
    await pump()
    advance(MINUTE)
    await receiptOf(queue, await queue.idOf(2))
    await hear('refunded', { orderKey: 'D', threadKey: 'D', phone: '41987654321' })
    advance(MINUTE)
    await cancelMessage(member, { messageId: await queue.idOf(0), thread: false, by: 'Nina' })
    const read = async (more: object) =>
      (await listForPanel(member, { limit: 10, ...more })).rows.map(({ rule }) => rule)
    // A receipt is no reason to come up again.
    expect(await read({})).toEqual(['delivered', 'refunded', 'payment_approved', 'posted'])
    expect(await read({ group: 'waiting' })).toEqual(['posted', 'refunded'])
    expect(await read({ group: 'unsent' })).toEqual(['delivered'])
  })

  test('is read page by page, nothing twice and nothing left out', async () => {
    const { member, hear, rows } = await givenQueue()
    for (let n = 0; n < 5; n++) {
      await hear('posted', { orderKey: `P${n}`, threadKey: `P${n}`, phone: `119876543${10 + n}` })
    }
    for (const group of [undefined, 'waiting'] as const) {
      const seen: string[] = []
      let cursor: PanelCursor | undefined
      do {
        const page = await listForPanel(member, {
          limit: 2,
          ...(group && { group }),
          ...(cursor && { cursor }),
        })
        seen.push(...page.rows.map(({ id }) => id))
        cursor = page.next === null ? undefined : PanelCursor.parse(page.next)
      } while (cursor !== undefined)
      expect(seen.toSorted()).toEqual((await rows()).map(({ id }) => id))
    }
  })
})
