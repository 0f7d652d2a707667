// tests/integration/email-channel.test.ts
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { contacts } from '@/db/schema/contacts'
import { leaveByLink } from '@/lib/notifications/leave-by-link'
import { sendHttp } from '@/lib/platform/http'
import { sendSystemMail } from '@/lib/platform/mail'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const simulators = { smtp: simulator.addresses.smtp }

const givenMailbox = () =>
  givenSender({
    ...{ db, http: sendHttp, channel: 'email', simulators },
    settings: { fromName: 'Quintal Sonoro', fromAddress: 'avisos@quintal.example' },
    pace: { quietFrom: null, quietTo: null },
  })

const lastMail = () => {
  const mail = simulator.messages.messages.at(-1)
  if (mail === undefined) throw new Error('no mail came')
  return mail
}

test('a notification becomes a mail with a subject, words for every reader, and a way out', async () => {
  const box = await givenMailbox()
  await box.hear('payment_approved')
  await box.pump()
  expect(await box.states()).toEqual(['payment_approved.1 sent sent_ok'])
  const { to, subject, body, html, headers } = lastMail()
  expect({ to, subject }).toEqual({ to: 'ana@example.com', subject: 'Pagamento aprovado' })
  expect(body).toContain('Violão do Zero')
  expect(html).toContain('<strong>')
  const [message] = await box.rows()
  expect(headers?.['message-id']).toBe(`<${message?.id}@quintal.example>`)
  expect(headers?.['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
})

test('who leaves by the link gets no more reminders, and still hears of what they buy', async () => {
  const box = await givenMailbox()
  await box.hear('payment_approved')
  await box.pump()
  const token = /unsubscribe\/([\w-]+)>/.exec(lastMail().headers?.['list-unsubscribe'] ?? '')?.[1]
  await box.hear('payment_refused', { orderKey: 'R', threadKey: 'R' })
  expect(await leaveByLink(box.ctx, 'not-a-token')).toBe(false)
  expect(await leaveByLink(box.ctx, token ?? '')).toBe(true)
  expect(await leaveByLink(box.ctx, token ?? '')).toBe(true)
  const of = eq(contacts.accountId, box.ctx.actor.accountId)
  const kept = await db.select().from(contacts).where(of)
  expect(kept.find(({ phone }) => phone === 'ana@example.com')).toMatchObject({
    optedOutHow: 'link',
  })
  await box.hear('payment_approved', { orderKey: 'S', threadKey: 'S' })
  await box.pump()
  expect(await box.states()).toEqual([
    'payment_approved.1 sent sent_ok',
    'payment_refused.1 suppressed opted_out',
    'payment_approved.1 sent sent_ok',
  ])
})

test('a server that is busy is asked again', async () => {
  const box = await givenMailbox()
  await box.hear('payment_approved')
  simulator.fault('smtp', 'send', 'http_500')
  expect(await box.pump()).toEqual(['queued', 'sent'])
})

test('what the installation writes itself goes to the mailbox of the simulator without a server', async () => {
  const { ctx } = await givenMailbox()
  const mail = { id: 'alert-1', to: 'dona@quintal.example', subject: 'Alerta: número fora' }
  expect(await sendSystemMail(ctx, { ...mail, text: 'Ele caiu às 10:00.' })).toEqual({
    kind: 'sent',
  })
  expect(lastMail()).toMatchObject({
    subject: mail.subject,
    to: mail.to,
    body: 'Ele caiu às 10:00.',
  })
  expect(await sendSystemMail({ ...ctx, simulators: {} }, { ...mail, text: '' })).toMatchObject({
    kind: 'not_sent',
  })
})
