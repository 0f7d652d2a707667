import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { instances } from '@/db/schema/instances'
import { normalizePhone } from '@/lib/kernel/phone'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const MINUTE = 60_000

const customer = (email: string | null) => ({
  name: 'Ana Exemplo',
  firstName: 'Ana',
  email,
  ...normalizePhone(''),
  document: { kind: null, value: null, valid: false },
  ip: null,
})

test('a sender of e-mail needs an address and no phone; one of WhatsApp the other way round', async () => {
  const store = await givenSender({ db })
  const told = (key: string, email: string | null) => ({
    ...{ orderKey: key, threadKey: key, customer: customer(email) },
  })
  await store.hear('payment_approved', told('TX1', 'Ana@Example.com'))
  await db.update(instances).set({ channel: 'email' }).where(eq(instances.id, store.instanceId))
  await store.hear('payment_approved', told('TX2', 'Ana@Example.com'))
  await store.hear('payment_approved', told('TX3', null))
  expect(await store.states()).toEqual([
    'payment_approved.1 suppressed no_phone',
    'payment_approved.1 scheduled',
    'payment_approved.1 suppressed no_email',
  ])
  expect((await store.rows())[1]).toMatchObject({ to: null, email: 'ana@example.com' })
})

test('who is on the list of people not to write to hears nothing, by phone or by e-mail', async () => {
  const store = await givenSender({ db })
  const { accountId } = store.ctx.actor
  const put = { accountId, phone: 'ana@example.com', suppressedAt: store.ctx.now() }
  await db.insert(contacts).values(put)
  await store.hear('payment_approved')
  expect(await store.states()).toEqual(['payment_approved.1 suppressed suppressed_contact'])
})

test('an order is consent, the first one is remembered, and a cart left behind is none', async () => {
  const store = await givenSender({ db })
  const { accountId } = store.ctx.actor
  const kept = () =>
    db
      .select({ at: contacts.consentAt, source: contacts.consentSource })
      .from(contacts)
      .where(and(eq(contacts.accountId, accountId), eq(contacts.phone, '+5511987654321')))
  await store.hear('cart_abandoned')
  expect(await kept()).toEqual([])
  const first = store.ctx.now()
  await store.hear('payment_approved')
  store.advance(MINUTE)
  await store.hear('payment_approved', { orderKey: 'TX2', threadKey: 'TX2' })
  expect(await kept()).toEqual([{ at: first, source: 'order:payt' }])
})
