// tests/integration/contacts.test.ts
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { contacts } from '@/db/schema/contacts'
import { exportContacts, listContacts, listMessagesTo } from '@/lib/notifications/contact-views'
import { IMPORT_LINES_MAX, importContacts } from '@/lib/notifications/import-contacts'
import { releaseContact, suppressContact } from '@/lib/notifications/suppress-contacts'
import type { Ctx, Role } from '@/lib/platform/context'
import { givenSender } from '../support/given-sender'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const MINUTE = 60_000
const ANA = '+5511987654321'
let accounts = 0

function member(role: Role = 'owner', base: Ctx = testCtx({ db, at: nextStart() }).ctx) {
  const { accountId } = base.actor
  const ctx: Ctx<'member'> = {
    ...base,
    actor: { kind: 'member', accountId, userId: base.newId('user'), role },
  }
  return ctx
}

const nextStart = () => new Date(Date.UTC(2026, 9, 5) + ++accounts).toISOString()

const listed = async (ctx: Ctx) =>
  (await db.select().from(contacts).where(eq(contacts.accountId, ctx.actor.accountId)))
    .filter(({ suppressedAt }) => suppressedAt !== null)
    .map(({ phone }) => phone)
    .sort()

const file = (text: string, coding: 'utf8' | 'latin1' | 'utf16le' = 'utf8') => ({
  bytes: new Uint8Array(Buffer.from(text, coding)),
  fileName: 'lista.csv',
})

async function imported(text: string, coding?: 'utf8' | 'latin1' | 'utf16le') {
  const ctx = member()
  const done = await importContacts(ctx, file(text, coding))
  if (!done.ok) throw new Error(done.error.code)
  return { ...done.value, list: await listed(ctx), ctx }
}

describe('who is on the suppression list', () => {
  test('is not written to: not what waits, not what comes, not even what they bought', async () => {
    const store = await givenSender({ db })
    const ctx = member('owner', store.ctx)
    await store.hear('cart_abandoned', { after: 0 })
    expect((await store.states())[0]).toBe('cart_abandoned.1 scheduled')
    await suppressContact(ctx, { address: '(11) 98765-4321' })
    expect((await store.states())[0]).toBe('cart_abandoned.1 suppressed suppressed_contact')
    await store.hear('payment_approved')
    expect((await store.states()).at(-1)).toBe('payment_approved.1 suppressed suppressed_contact')
    store.advance(60 * MINUTE)
    await store.pump()
    expect((await store.rows()).filter(({ sentAt }) => sentAt !== null)).toEqual([])
  })

  test('listed between scheduling and sending, by another door, it does not go either', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    await db
      .insert(contacts)
      .values({ accountId: store.ctx.actor.accountId, phone: ANA, suppressedAt: store.ctx.now() })
      .onConflictDoUpdate({
        target: [contacts.accountId, contacts.phone],
        set: { suppressedAt: store.ctx.now() },
      })
    await store.pump()
    expect(await store.states()).toEqual(['payment_approved.1 suppressed suppressed_contact'])
  })

  test('an e-mail on the list silences its order as well', async () => {
    const store = await givenSender({ db })
    await suppressContact(member('owner', store.ctx), { address: ' Ana@Example.com ' })
    await store.hear('payment_approved')
    expect(await store.states()).toEqual(['payment_approved.1 suppressed suppressed_contact'])
  })

  test('taken off, they are written to again; and both deeds are in the log', async () => {
    const store = await givenSender({ db })
    const ctx = member('owner', store.ctx)
    await suppressContact(ctx, { address: ANA })
    expect(await suppressContact(ctx, { address: ANA })).toMatchObject({ value: { already: true } })
    await releaseContact(ctx, { address: ANA })
    expect(await releaseContact(ctx, { address: ANA })).toMatchObject({
      error: { code: 'contact_not_found' },
    })
    await store.hear('payment_approved')
    expect(await store.states()).toEqual(['payment_approved.1 scheduled'])
    const deeds = await db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.accountId, ctx.actor.accountId))
    const ours = deeds.map(({ action }) => action).filter((action) => action.startsWith('contact.'))
    expect(ours).toEqual(['contact.suppressed', 'contact.released'])
  })

  test('who asked to leave stays out, whatever the producer takes off the list', async () => {
    const store = await givenSender({ db })
    const ctx = member('owner', store.ctx)
    await db.insert(contacts).values({
      ...{ accountId: ctx.actor.accountId, phone: ANA, optedOutAt: ctx.now() },
      optedOutHow: 'SAIR',
    })
    await suppressContact(ctx, { address: ANA })
    await releaseContact(ctx, { address: ANA })
    await store.hear('cart_abandoned')
    expect((await store.states())[0]).toBe('cart_abandoned.1 suppressed opted_out')
  })

  test('another producer writes to the same person as before', async () => {
    await suppressContact(member(), { address: ANA })
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    expect(await store.states()).toEqual(['payment_approved.1 scheduled'])
  })

  test.each([
    ['', 'empty'],
    ['11999999999', 'phone_placeholder'],
    ['12345', 'phone_invalid'],
    ['ana@', 'email_invalid'],
  ])('%j is refused as %s', async (address, code) => {
    expect(await suppressContact(member(), { address })).toMatchObject({ error: { code } })
  })

  test('who may only look changes nothing', async () => {
    const ctx = member('support')
    const refused = { ok: false, error: { code: 'not_allowed' } }
    expect(await suppressContact(ctx, { address: ANA })).toEqual(refused)
    expect(await releaseContact(ctx, { address: ANA })).toEqual(refused)
    expect(await importContacts(ctx, file('11987654321'))).toEqual(refused)
  })
})

describe('a list from elsewhere', () => {
  test.each([
    ['bare phones', '11987654321\n21955550118\n'],
    [
      'a header and more columns',
      'Nome;E-mail vazio;Telefone\nAna;;(11) 98765-4321\nBia;;21 95555-0118',
    ],
    ['a mark at its head', '\ufefftelefone\r\n11987654321\r\n21955550118\r\n'],
    ['old line ends', 'phone\r11987654321\r21955550118'],
    ['tabs', 'id\tcelular\n1\t11987654321\n2\t21955550118'],
    [
      'quotes with lines and separators in them',
      'nome,telefone\n"Ana\nMaria, a ""Nana""",11987654321\n"Bia",21955550118',
    ],
    ['commas within semicolons', 'Silva, Ana;11987654321\nSouza, Bia;21955550118'],
    ['empty lines', '\n\n11987654321\n\n;;\n21955550118\n\n'],
  ])('with %s is read whole', async (_, text) => {
    const { list, bad, added } = await imported(text)
    expect({ list, bad, added }).toEqual({
      ...{ list: [ANA, '+5521955550118'], bad: 0, added: 2 },
    })
  })

  test.each(['latin1', 'utf16le'] as const)('written as %s is read whole', async (coding) => {
    const mark = coding === 'utf16le' ? '\ufeff' : ''
    const { list } = await imported(`${mark}Observação;Número\nnão ligar;11987654321`, coding)
    expect(list).toEqual([ANA])
  })

  test('phones and e-mails of one line both go onto the list', async () => {
    const { list, lines } = await imported('email;telefone\nANA@exemplo.com;11987654321')
    expect([list, lines]).toEqual([[ANA, 'ana@exemplo.com'], 1])
  })

  test('every line ends up on the list or in the report, with its number and why', async () => {
    const text =
      'telefone\n11987654321\n123\nsó um nome\n"duas\nlinhas"\nana@\n11999999999\n11987654321'
    const { list, lines, added, repeated, bad, badLines } = await imported(text)
    expect(list).toEqual([ANA])
    expect(badLines.map(({ line, issue }) => [line, issue])).toEqual([
      [3, 'phone_invalid'],
      [4, 'no_address'],
      [5, 'no_address'],
      [7, 'email_invalid'],
      [8, 'phone_placeholder'],
    ])
    expect({ lines, added, repeated, bad }).toEqual({ lines: 7, added: 1, repeated: 1, bad: 5 })
  })

  test('imported twice, nobody is on the list twice', async () => {
    const ctx = member()
    await importContacts(ctx, file('11987654321'))
    const again = await importContacts(ctx, file('11987654321\n21955550118'))
    expect(again).toMatchObject({ value: { added: 1, already: 1 } })
  })

  test.each([
    ['file_empty', new Uint8Array()],
    ['file_empty', new Uint8Array(Buffer.from('\ufeff \n'))],
    ['file_not_text', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 1])],
  ])('is refused as %s', async (code, bytes) => {
    const done = await importContacts(member(), { bytes, fileName: 'x' })
    expect(done).toMatchObject({ error: { code } })
  })

  test('a hundred thousand lines go in; the next one is told, not lost', {
    timeout: 90_000,
  }, async () => {
    const phones = Array.from({ length: IMPORT_LINES_MAX + 1 }, (_, n) => `119${80_000_000 + n}`)
    const { added, bad, badLines } = await imported(phones.join('\n'))
    expect({ added, bad }).toEqual({ added: IMPORT_LINES_MAX, bad: 1 })
    expect(badLines).toMatchObject([{ line: IMPORT_LINES_MAX + 1, issue: 'too_many_lines' }])
  })
})

describe('the page of contacts', () => {
  test('goes on where it ended, and finds by a part of a phone or the beginning of an e-mail', async () => {
    const ctx = member()
    const phones = Array.from({ length: 7 }, (_, n) => `1198765432${n}`)
    await importContacts(ctx, file([...phones, 'ana@exemplo.com'].join('\n')))
    for (const list of ['suppressed', 'all'] as const) {
      const first = await listContacts(ctx, { list, limit: 5 })
      const rest = await listContacts(ctx, { list, limit: 5, cursor: first.next ?? '' })
      const found = [...first.rows, ...rest.rows].map(({ address }) => address)
      expect([new Set(found).size, rest.next]).toEqual([8, null])
    }
    const by = async (search: string) =>
      (await listContacts(ctx, { list: 'all', search })).rows.map(({ address }) => address)
    expect(await by('5432-3')).toEqual(['+5511987654323'])
    expect(await by('ANA@')).toEqual(['ana@exemplo.com'])
    expect(await by('%')).toEqual([])
    let written = 0
    for await (const rows of exportContacts(ctx, 'suppressed')) written += rows.length
    expect(written).toBe(8)
  })

  test('shows what one person was told in every store, and nobody else’s', async () => {
    const store = await givenSender({ db })
    const ctx = member('owner', store.ctx)
    await store.hear('payment_approved', { orderKey: 'TX1' })
    await store.hear('payment_approved', { orderKey: 'TX2', threadKey: 'C2', phone: '21955550118' })
    const { rows } = await listMessagesTo(ctx, ANA, {})
    expect(rows.map(({ orderKey }) => orderKey)).toEqual(['TX1'])
  })

  test('consent of an order is shown with where it was given', async () => {
    const store = await givenSender({ db })
    await store.hear('payment_approved')
    const { rows } = await listContacts(member('owner', store.ctx), { list: 'all', search: ANA })
    expect(rows).toMatchObject([{ address: ANA, consentSource: 'order:payt' }])
  })
})
