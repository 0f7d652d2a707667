// tests/integration/edit-rules.test.ts
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { ruleSteps, rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { type EditStep, EditStepInput, editStep, switchStep } from '@/lib/notifications/edit-rule'
import { countPending, listRules } from '@/lib/notifications/rule-views'
import { switchUpsellMessages } from '@/lib/stores/switch-upsell-messages'
import { givenAccount, givenMember } from '../support/given-account'
import { givenSender } from '../support/given-sender'
import { testDb } from '../support/test-db'

const db = await testDb()
const MINUTE = 60_000

/** A store with its table of notifications, and somebody who may change it. */
async function givenRules() {
  const store = await givenSender({ db })
  const member = await givenMember(store.ctx, store.ctx.actor.accountId, 'admin')
  const all = await listRules(member, store.storeId)
  const ruleOf = (code: string) => {
    const rule = all.find((each) => each.code === code)
    if (rule === undefined) throw new Error(`no rule ${code}`)
    return rule
  }
  const edit = (code: string, changes: Partial<EditStep> = {}): EditStep => {
    const { id, outsidePath, steps } = ruleOf(code)
    const [first] = steps
    const text = first?.text ?? ''
    const same = { fallback: first?.fallback ?? null, outsidePath, applyToPending: false }
    return { ruleId: id, step: 1, delayMinutes: null, text, ...same, ...changes }
  }
  return { ...store, member, ruleOf, edit }
}

describe('a text', () => {
  test('with a section that is never closed, or a word nobody knows, is not saved', async () => {
    const { member, edit, ruleOf, storeId } = await givenRules()
    for (const text of ['Oi {{#customer.first_name}}!', 'Oi {{customer.nickname}}', 'Oi {{']) {
      const wrong = { ok: false, error: { code: 'text_has_errors' } }
      expect(await editStep(member, edit('payment_approved', { text }))).toEqual(wrong)
      expect(await editStep(member, edit('payment_approved', { fallback: text }))).toEqual(wrong)
    }
    const [after] = (await listRules(member, storeId)).filter((r) => r.code === 'payment_approved')
    expect(after?.steps).toEqual(ruleOf('payment_approved').steps)
  })

  test('that changed is what the next event says', async () => {
    const { member, edit, hear, pump, rows } = await givenRules()
    const text = 'Pago, {{customer.first_name}}!'
    expect(await editStep(member, edit('payment_approved', { text }))).toMatchObject({ ok: true })
    await hear('payment_approved')
    await pump()
    expect(await rows()).toMatchObject([{ body: 'Pago, Ana!', textVersion: 2 }])
  })

  test('saved as it was makes no new version', async () => {
    const { member, edit, ruleOf } = await givenRules()
    await editStep(member, edit('posted'))
    const of = and(eq(ruleSteps.ruleId, ruleOf('posted').id), eq(ruleSteps.step, 1))
    expect(await db.select().from(ruleSteps).where(of)).toMatchObject([{ version: 1 }])
  })

  test('longer than a message may be, or empty, is no text', async () => {
    const { edit } = await givenRules()
    const typed = { ...edit('posted'), fallback: '' }
    expect(EditStepInput.safeParse(typed).success).toBe(true)
    expect(EditStepInput.safeParse({ ...typed, text: 'a'.repeat(4_097) }).success).toBe(false)
    expect(EditStepInput.safeParse({ ...typed, text: '' }).success).toBe(false)
  })
})

describe('messages that wait', () => {
  const text = 'Chegou a hora: {{order.id}}'

  test('keep the text they were promised, until somebody says that they change too', async () => {
    const { member, edit, ruleOf, hear, pump, rows, advance } = await givenRules()
    await hear('posted')
    advance(2 * MINUTE)
    await hear('posted', { orderKey: 'TX2', threadKey: 'TX2', phone: '21987654321' })
    expect(await countPending(member, ruleOf('posted'), 1)).toBe(2)
    expect(await editStep(member, edit('posted', { text }))).toEqual({
      ok: true,
      value: { applied: 0 },
    })
    advance(4 * MINUTE)
    await pump(1)
    const [first] = await rows()
    expect(first?.body).toContain('foi despachado')

    const confirmed = await editStep(member, edit('posted', { text, applyToPending: true }))
    expect(confirmed).toEqual({ ok: true, value: { applied: 1 } })
    await pump()
    expect((await rows())[1]?.body).toBe('Chegou a hora: TX2')
    expect((await rows())[0]?.body).toContain('foi despachado')
  })

  test('of another store, or of another notification, are left alone', async () => {
    const [here, there] = [await givenRules(), await givenRules()]
    await here.hear('posted')
    await there.hear('posted')
    await here.hear('refunded', { orderKey: 'TX9', threadKey: 'TX9' })
    await editStep(here.member, here.edit('posted', { text, applyToPending: true }))
    const versions = async (store: typeof here) =>
      (await store.rows()).map(({ rule, textVersion }) => `${rule} ${textVersion}`)
    expect(await versions(here)).toEqual(['posted 2', 'refunded 1'])
    expect(await versions(there)).toEqual(['posted 1'])
  })
})

describe('a notification', () => {
  test('that is switched off says nothing more, not even what was promised', async () => {
    const { member, ruleOf, hear, pump, advance, states } = await givenRules()
    await hear('posted')
    const { id: ruleId } = ruleOf('posted')
    await switchStep(member, { ruleId, step: 1, enabled: false })
    advance(6 * MINUTE)
    await pump()
    await hear('posted', { orderKey: 'TX2', threadKey: 'TX2' })
    expect(await states()).toEqual([
      'posted.1 suppressed notification_off',
      'posted.1 suppressed notification_off',
    ])
  })

  test('is sent after the delay a person gave it; one with an hour of its own keeps it', async () => {
    const { member, edit, ruleOf, hear, rows, ctx } = await givenRules()
    await editStep(member, edit('posted', { delayMinutes: 90 }))
    await hear('posted')
    expect(await rows()).toMatchObject([{ sendAfter: new Date(ctx.now().getTime() + 90 * MINUTE) }])
    const reminder = { ...edit('pix_generated'), step: 2, delayMinutes: 5 }
    await editStep(member, reminder)
    const of = and(eq(ruleSteps.ruleId, ruleOf('pix_generated').id), eq(ruleSteps.step, 2))
    const [kept] = await db.select().from(ruleSteps).where(of)
    expect(kept?.delay.kind).toBe('before_expiry')
  })

  test('taken off the happy path is no longer silenced by what comes after it', async () => {
    const { member, edit, hear, states } = await givenRules()
    await editStep(member, edit('posted', { outsidePath: true }))
    await hear('posted')
    await hear('delivered')
    expect(await states()).toEqual(['posted.1 scheduled', 'delivered.1 scheduled'])
  })

  test('is changed by whoever may, in their own company', async () => {
    const { ctx, edit, ruleOf } = await givenRules()
    const support = await givenMember(ctx, ctx.actor.accountId, 'support')
    const stranger = await givenAccount(ctx)
    const off = { ruleId: ruleOf('posted').id, step: 1, enabled: false }
    for (const [who, code] of [
      [support, 'not_allowed'],
      [stranger, 'rule_not_found'],
    ] as const) {
      expect(await editStep(who, edit('posted'))).toEqual({ ok: false, error: { code } })
      expect(await switchStep(who, off)).toEqual({ ok: false, error: { code } })
    }
    const [rule] = await db.select().from(rules).where(eq(rules.id, off.ruleId))
    expect(rule?.outsidePath).toBe(false)
  })
})

test('a purchase of an upsell is told as any other once its store wants it', async () => {
  const { member, storeId, hear, states } = await givenRules()
  const upsell = (key: string) => ({ orderKey: key, threadKey: key, parentOrderKey: 'TX1' })
  await hear('payment_approved', upsell('UP1'))
  expect(await switchUpsellMessages(member, { storeId, enabled: true })).toMatchObject({ ok: true })
  await hear('payment_approved', upsell('UP2'))
  expect((await states()).filter((each) => each.startsWith('payment_approved'))).toEqual([
    'payment_approved.1 suppressed upsell_muted',
    'payment_approved.1 scheduled',
  ])
  const stranger = await givenAccount(member)
  const wish = { storeId, enabled: false }
  expect(await switchUpsellMessages(stranger, wish)).toMatchObject({ ok: false })
  const [store] = await db.select().from(stores).where(eq(stores.id, storeId))
  expect(store?.settings).toEqual({ messagesForUpsells: true })
})
