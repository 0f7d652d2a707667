// tests/integration/diagnose.test.ts
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { instances } from '@/db/schema/instances'
import { diagnose, type Story } from '@/lib/notifications/diagnose'
import type { Ctx } from '@/lib/platform/context'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const member = (ctx: Ctx): Ctx<'member'> => ({
  ...ctx,
  actor: {
    kind: 'member',
    accountId: ctx.actor.accountId,
    userId: ctx.newId('user'),
    role: 'owner',
  },
})
const told = ({ entries }: Story) =>
  entries.map((each) =>
    each.kind === 'event'
      ? `${each.event}: ${each.verdict.code}`
      : `${each.message.rule}.${each.message.step} ${each.message.state} ${each.message.reasonCode ?? ''} ${each.fix ?? ''}`.trim(),
  )

test.each([
  ['the order', 'TX1'],
  ['a phone in any form', '(11) 98765-4321'],
  ['a phone with its country', '+55 11 98765 4321'],
  ['an e-mail in any case', 'ANA@example.com'],
])('%s leads to its events, its messages and their reasons', async (_, words) => {
  const { ctx, hear, instanceId } = await givenSender({ db })
  await hear('pix_generated', { after: 0 })
  await hear('payment_approved', { after: 5 })
  await db.update(instances).set({ state: 'disconnected' }).where(eq(instances.id, instanceId))
  const { found, stores } = await diagnose(member(ctx), words)
  expect(found).toBe(true)
  const [story] = stores[0]?.stories ?? []
  const lines = story === undefined ? [] : told(story)
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^pix_generated: made$/),
      expect.stringMatching(/^pix_generated\.1 superseded superseded$/),
      expect.stringMatching(/^payment_approved: made$/),
      expect.stringMatching(/^payment_approved\.1 (scheduled|queued)\s+instance$/),
    ]),
  )
  expect(story).toMatchObject({ sent: 0, waiting: 1 })
})

test('an event without a message says exactly why', async () => {
  const { ctx, hear, record } = await givenSender({ db })
  await hear('ignored')
  await record('payment_approved', { orderKey: 'TX9', test: true })
  await record('payment_approved', { orderKey: 'TX8' })
  await hear('chargeback', { orderKey: 'TX7' })
  const { stores } = await diagnose(member(ctx), '11987654321')
  const lines = (stores[0]?.stories ?? []).flatMap(told)
  expect(lines).toEqual(
    expect.arrayContaining([
      'ignored: says_nothing',
      'payment_approved: test',
      'payment_approved: not_judged',
      'chargeback: no_rule',
    ]),
  )
})

test('what a buyer asked for stands beside what was not sent to them', async () => {
  const { ctx, hear } = await givenSender({ db })
  const { accountId } = ctx.actor
  const phone = '+5511987654321'
  await db.insert(contacts).values({ accountId, phone, optedOutAt: ctx.now(), optedOutHow: 'SAIR' })
  await hear('cart_abandoned')
  const { stores, contacts: known } = await diagnose(member(ctx), 'CRT1')
  expect((stores[0]?.stories ?? []).flatMap(told)).toContain(
    'cart_abandoned.1 suppressed opted_out contact',
  )
  expect(known).toMatchObject([{ phone, optedOutHow: 'SAIR' }])
})

test('nothing found is told store by store, and nobody sees another account', async () => {
  const mine = await givenSender({ db })
  const theirs = await givenSender({ db })
  await theirs.hear('payment_approved')
  const { found, stores } = await diagnose(member(mine.ctx), 'TX1')
  expect(found).toBe(false)
  expect(stores).toMatchObject([{ stories: [], lastAt: null, refused: 0 }])
  expect(stores.map(({ store }) => store.id)).toEqual([mine.storeId])
})
