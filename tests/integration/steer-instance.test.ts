// tests/integration/steer-instance.test.ts
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { instances } from '@/db/schema/instances'
import { discardQueue, findReview, releaseQueue } from '@/lib/notifications/review-queue'
import {
  type EditInstance,
  EditInstanceInput,
  editInstance,
  pauseInstance,
  reconnectInstance,
} from '@/lib/notifications/steer-instance'
import { sendHttp } from '@/lib/platform/http'
import { givenAccount, givenMember } from '../support/given-account'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { closedPort, testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const nobody = await closedPort()
const MINUTE = 60_000

const CHANNELS = {
  sandbox: {},
  whatsapp: { phoneNumberId: '104512345678901', token: 'EAAtoken', appSecret: 'secret' },
  evolution: {
    serverUrl: 'https://evolution.example',
    instanceName: 'atendimento-1-open',
    apiKey: 'secretkey',
  },
}

async function givenNumber(channel: keyof typeof CHANNELS = 'sandbox') {
  const simulators = { whatsapp: simulator.url, evolution: simulator.url }
  const settings = CHANNELS[channel]
  const store = await givenSender({ db, http: sendHttp, channel, settings, simulators })
  const member = await givenMember(store.ctx, store.ctx.actor.accountId, 'admin')
  const of = eq(instances.id, store.instanceId)
  const row = async () => (await db.select().from(instances).where(of))[0]
  const asked = { instanceId: store.instanceId }
  const set = (values: Partial<typeof instances.$inferInsert>) =>
    db.update(instances).set(values).where(of)
  const goOff = () =>
    set({ state: 'disconnected', changedAt: store.ctx.now(), offSince: store.ctx.now() })
  return { ...store, member, row, asked, set, goOff }
}

const edit = (instanceId: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  ...{ instanceId, name: 'Atendimento', intervalSeconds: '30', jitterPercent: '25' },
  ...{ dailyCap: '250', quietFrom: '22:00', quietTo: '08:00', perRecipientDaily: '4' },
  ...{ sendCodeApart: true, ...changes },
})
const read = (values: unknown): EditInstance => EditInstanceInput.parse(values)

describe('the pace of a number', () => {
  test('keeps within what protects it, whatever is typed', async () => {
    const { instanceId } = await givenNumber()
    const isFine = (changes: object) =>
      EditInstanceInput.safeParse(edit(instanceId, { ...changes })).success
    expect([{ dailyCap: '4320' }, { dailyCap: '' }, { jitterPercent: '0' }].map(isFine)).toEqual([
      true,
      true,
      true,
    ])
    for (const wrong of [
      ...[{ dailyCap: '4321' }, { dailyCap: '0' }, { dailyCap: '2.5' }],
      ...[{ intervalSeconds: '-1' }, { intervalSeconds: '3601' }, { jitterPercent: '51' }],
      ...[{ perRecipientDaily: '0' }, { quietFrom: '24:00' }, { name: ' ' }],
    ]) {
      expect([wrong, isFine(wrong)]).toEqual([wrong, false])
    }
  })

  test('cannot be stored beyond what one number can send in a day', async () => {
    const { set } = await givenNumber()
    await expect(set({ dailyCap: 4_321 })).rejects.toThrow()
    await set({ dailyCap: 4_320 })
  })

  test('below twenty seconds puts an unofficial number at risk: that is said yes to, or not saved', async () => {
    const { member, instanceId, row } = await givenNumber('evolution')
    const fast = { intervalSeconds: '19' }
    expect(await editInstance(member, read(edit(instanceId, fast)))).toEqual({
      ok: false,
      error: { code: 'risk_not_accepted' },
    })
    expect((await row())?.intervalMs).toBe(30_000)
    const accepted = read(edit(instanceId, { ...fast, acceptRisk: true }))
    expect(await editInstance(member, accepted)).toMatchObject({ ok: true })
    expect((await row())?.intervalMs).toBe(19_000)
  })

  test('of the official channel may be as fast as it lets through', async () => {
    const { member, instanceId, row } = await givenNumber('whatsapp')
    const open = { intervalSeconds: '0', dailyCap: '', quietFrom: '22:00', quietTo: '' }
    expect(await editInstance(member, read(edit(instanceId, open)))).toMatchObject({ ok: true })
    expect(await row()).toMatchObject({
      intervalMs: 0,
      dailyCap: null,
      quietFrom: null, // Half a window is none.
      quietTo: null,
    })
  })

  test('is changed by owners and admins of the company, and counts from the next message on', async () => {
    const { ctx, member, instanceId, hear, pump } = await givenNumber()
    const support = await givenMember(ctx, ctx.actor.accountId, 'support')
    const [values, stranger] = [read(edit(instanceId, { dailyCap: '1' })), await givenAccount(ctx)]
    expect(await editInstance(support, values)).toMatchObject({ error: { code: 'not_allowed' } })
    expect(await editInstance(stranger, values)).toMatchObject({
      error: { code: 'instance_not_found' },
    })
    await editInstance(member, values)
    await hear('payment_approved')
    await hear('payment_approved', { orderKey: 'B', threadKey: 'B', phone: '21987654321' })
    expect(await pump()).toEqual(['delivered'])
  })
})

describe('pause', () => {
  test('nothing leaves, the time of what waits keeps running, and resuming goes on', async () => {
    const { member, asked, hear, pump, advance, states, row } = await givenNumber()
    await hear('payment_refused')
    await pauseInstance(member, { ...asked, paused: true })
    expect(await row()).toMatchObject({ pausedCause: 'person' })
    advance(25 * 60 * MINUTE)
    await hear('payment_approved', { orderKey: 'B', threadKey: 'B', phone: '21987654321' })
    expect(await pump()).toEqual([])
    await pauseInstance(member, { ...asked, paused: false })
    await pump()
    expect(await states()).toEqual([
      'payment_refused.1 suppressed expired_before_send',
      'payment_approved.1 delivered sent_ok',
    ])
    expect(await row()).toMatchObject({ pausedAt: null, pausedCause: null })
  })
})

describe('a number that comes back', () => {
  test('while its channel says no stays off', async () => {
    const { member, asked, goOff, row } = await givenNumber('whatsapp')
    await goOff()
    const unheard = { ...member, simulators: { whatsapp: nobody } }
    expect(await reconnectInstance(unheard, asked)).toEqual({
      ok: false,
      error: { code: 'still_disconnected' },
    })
    expect(await row()).toMatchObject({ state: 'disconnected' })
  })

  test('soon goes on by itself', async () => {
    const { member, asked, goOff, hear, pump, advance } = await givenNumber('whatsapp')
    await goOff()
    await hear('payment_approved')
    advance(29 * MINUTE)
    expect(await pump()).toEqual([])
    expect(await reconnectInstance(member, asked)).toMatchObject({ ok: true })
    expect(await pump()).toEqual(['sent'])
  })

  test('after half an hour holds its queue until somebody lets it go', async () => {
    const { member, asked, goOff, hear, pump, advance, row } = await givenNumber('whatsapp')
    await goOff()
    await hear('payment_approved')
    advance(31 * MINUTE)
    await reconnectInstance(member, asked)
    const held = await row()
    expect(held).toMatchObject({ state: 'connected', pausedAt: null })
    expect(await pump()).toEqual([])
    expect(simulator.messages.messages).toEqual([])
    if (held === undefined) throw new Error('no instance')
    const review = { valid: 1, expired: 0, later: 0 }
    expect(await findReview(member, held)).toMatchObject(review)
    expect(await releaseQueue(member, asked)).toMatchObject({ ok: true })
    expect(await releaseQueue(member, asked)).toMatchObject({ error: { code: 'not_under_review' } })
    expect(await pump()).toEqual(['sent'])
  })

  test('or discards what is old news, and keeps what is due later', async () => {
    const { member, asked, goOff, hear, pump, advance, states } = await givenNumber('whatsapp')
    await goOff()
    await hear('payment_approved')
    advance(31 * MINUTE)
    await hear('posted', { orderKey: 'B', threadKey: 'B', phone: '21987654321' })
    await reconnectInstance(member, asked)
    expect(await discardQueue(member, asked)).toMatchObject({ ok: true })
    await pump()
    expect(await states()).toEqual([
      'payment_approved.1 canceled stale_after_reconnect',
      'posted.1 scheduled',
    ])
    expect(await discardQueue(member, asked)).toEqual({
      ok: false,
      error: { code: 'not_under_review' },
    })
    advance(6 * MINUTE)
    expect(await pump()).toEqual(['sent'])
  })

  test('obeys nobody of another company, and no one who only looks', async () => {
    const { ctx, asked } = await givenNumber()
    const support = await givenMember(ctx, ctx.actor.accountId, 'support')
    const stranger = await givenAccount(ctx)
    const works = [reconnectInstance, discardQueue, releaseQueue] as const
    for (const work of works) {
      expect(await work(support, asked)).toMatchObject({ error: { code: 'not_allowed' } })
      expect(await work(stranger, asked)).toMatchObject({ error: { code: 'instance_not_found' } })
    }
    const pause = { ...asked, paused: true }
    expect(await pauseInstance(support, pause)).toMatchObject({ error: { code: 'not_allowed' } })
    expect(await pauseInstance(stranger, pause)).toMatchObject({
      error: { code: 'instance_not_found' },
    })
  })
})
