// tests/integration/edit-rules.test.ts
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { messageLinks, ruleTrials } from '@/db/schema/conversations'
import { ruleSteps, rules } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import { editStep, switchStep } from '@/lib/notifications/edit-rule'
import { addStep, removeStep, saveSettings } from '@/lib/notifications/edit-rule-steps'
import { followLink, isPerson } from '@/lib/notifications/follow-link'
import { type EditStep, EditStepInput } from '@/lib/notifications/rule-input'
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
  /** What the form would send, as the step is now. */
  const edit = async (code: string, changes: Partial<EditStep> = {}, of = 1): Promise<EditStep> => {
    const rule = (await listRules(member, store.storeId)).find((each) => each.code === code)
    const step = rule?.steps.find((each) => each.step === of)
    if (rule === undefined || step === undefined) throw new Error(`no step ${code} ${of}`)
    const { text, fallback, subject, template, variants, shortenLinks, delay, lane, kind } = step
    return {
      ...{ ruleId: rule.id, step: of, basis: step.updatedAt, delay, lane, kind },
      ...{ text, fallback, subject, shortenLinks, applyToPending: false },
      variants: [...variants],
      template: template as EditStep['template'],
      ...changes,
    }
  }
  const settings = (
    code: string,
    to: Partial<{ outsidePath: boolean; holdoutPercent: number }>,
  ) => {
    const was = { outsidePath: false, holdoutPercent: 0, instanceId: null }
    return saveSettings(member, { ruleId: ruleOf(code).id, was, to: { ...was, ...to } })
  }
  return { ...store, member, ruleOf, edit, settings }
}

/** A step as the form sends it, with everything in it right. */
const typedStep = async () => {
  const { edit } = await givenRules()
  const { delay: _, basis, ...step } = await edit('posted')
  return {
    ...step,
    basis: basis.toISOString(),
    delay: { kind: 'after', minutes: '5' },
    fallback: '',
    subject: '',
  }
}
const wrongIn = (typed: unknown) =>
  Object.fromEntries(
    EditStepInput.safeParse(typed).error?.issues.map(({ path, message }) => [
      path.join('.'),
      message,
    ]) ?? [],
  )

test('what a form asks is refused in a word for its field', async () => {
  const typed = await typedStep()
  const variant = { key: 'B', percent: '60', text: 'x', fallback: '' }
  for (const [changes, wrong] of [
    [{ delay: { kind: 'after', minutes: 60 * 24 * 30 + 1 } }, { 'delay.minutes': 'delay_range' }],
    [{ delay: { kind: 'next_day', at: '25:00' } }, { 'delay.at': 'time' }],
    [
      { delay: { kind: 'due_day', daysBefore: '31', at: '10:00' } },
      { 'delay.daysBefore': 'days_range' },
    ],
    [{ variants: [variant, { ...variant, key: 'C' }] }, { variants: 'percent_sum' }],
    [{ variants: [{ ...variant, percent: '0' }] }, { 'variants.0.percent': 'percent_range' }],
    [
      { template: { name: 'Nome', language: 'pt_BR', category: 'UTILITY', parameters: [] } },
      { 'template.name': 'template_name' },
    ],
    [
      { template: { name: 'a', language: 'pt_BR', category: 'UTILITY', parameters: ['x.y'] } },
      { 'template.parameters.0': 'unknown_variable' },
    ],
  ] as const) {
    expect(wrongIn({ ...typed, ...changes })).toEqual(wrong)
  }
})

test('two people editing at once: the second is told, and nothing of the first is lost', async () => {
  const { member, edit, advance, storeId } = await givenRules()
  const [mine, theirs] = [
    await edit('posted', { text: 'Um' }),
    await edit('posted', { text: 'Dois' }),
  ]
  advance(MINUTE)
  expect(
    await editStep({ ...member, now: () => new Date(mine.basis.getTime() + MINUTE) }, mine),
  ).toMatchObject({ ok: true })
  expect(await editStep(member, theirs)).toEqual({
    ok: false,
    error: { code: 'changed_meanwhile' },
  })
  const posted = (await listRules(member, storeId)).find(({ code }) => code === 'posted')
  expect(posted?.steps[0]?.text).toBe('Um')
})

describe('the messages of one event', () => {
  test('one more is written from the next event on, and its number is never given again', async () => {
    const { member, ruleOf, hear, states, storeId } = await givenRules()
    const { id: ruleId } = ruleOf('payment_refused')
    await hear('payment_refused')
    expect(await addStep(member, { ruleId })).toEqual({ ok: true, value: { step: 2 } })
    await switchStep(member, { ruleId, step: 2, enabled: true })
    expect(await states()).toEqual(['payment_refused.1 scheduled'])
    await hear('payment_refused', { orderKey: 'TX9', threadKey: 'TX9' })
    expect((await states()).slice(1)).toEqual([
      'payment_refused.1 scheduled',
      'payment_refused.2 scheduled',
    ])
    expect(await removeStep(member, { ruleId, step: 2 })).toMatchObject({ ok: true })
    expect(await addStep(member, { ruleId })).toEqual({ ok: true, value: { step: 3 } })
    expect(
      (await listRules(member, storeId)).find((r) => r.id === ruleId)?.steps.map((s) => s.step),
    ).toEqual([1, 3])
  })

  test('one that was taken away is still taken back by a payment, and else ends as switched off', async () => {
    const { member, ruleOf, hear, states, pump, advance } = await givenRules()
    const { id: ruleId } = ruleOf('payment_refused')
    await addStep(member, { ruleId })
    await switchStep(member, { ruleId, step: 2, enabled: true })
    await hear('payment_refused', { orderKey: 'TX1', threadKey: 'TX1' })
    await hear('payment_refused', { orderKey: 'TX2', threadKey: 'TX2', phone: '21987654321' })
    await removeStep(member, { ruleId, step: 2 })
    await hear('payment_approved', { orderKey: 'TX1', threadKey: 'TX1', after: 5 })
    advance(24 * 60 * MINUTE)
    await pump()
    expect((await states()).filter((each) => each.startsWith('payment_refused.2'))).toEqual([
      'payment_refused.2 superseded superseded',
      'payment_refused.2 suppressed notification_off',
    ])
    expect(await removeStep(member, { ruleId, step: 1 })).toEqual({
      ok: false,
      error: { code: 'last_step' },
    })
  })
})

describe('a trial', () => {
  test('holds a share out of reminders, never out of what was bought, and counts both sides', async () => {
    const { settings, hear, states } = await givenRules()
    expect(await settings('posted', { holdoutPercent: 10 })).toMatchObject({
      error: { code: 'holdout_transactional' },
    })
    expect(await settings('payment_refused', { holdoutPercent: 50 })).toMatchObject({ ok: true })
    const keys = Array.from({ length: 40 }, (_, i) => `TX${100 + i}`)
    for (const key of keys) await hear('payment_refused', { orderKey: key, threadKey: key })
    const said = await states()
    const held = said.filter((each) => each === 'payment_refused.1 suppressed holdout').length
    expect(held).toBeGreaterThan(8)
    expect(held).toBeLessThan(32)
    expect(said.filter((each) => each === 'payment_refused.1 scheduled')).toHaveLength(40 - held)
  })

  test('a wording is drawn once a cart, said to its share, and kept in the books', async () => {
    const { member, edit, hear, rows, pump, storeId, advance } = await givenRules()
    const variants = [
      { key: 'B' as const, percent: 50, text: 'Texto B {{order.id}}', fallback: null },
    ]
    await editStep(member, await edit('posted', { variants, text: 'Texto A {{order.id}}' }))
    for (let i = 0; i < 24; i++) {
      const key = `TX${i}`
      await hear('posted', {
        orderKey: key,
        threadKey: key,
        phone: `119876543${String(i).padStart(2, '0')}`,
      })
    }
    advance(6 * MINUTE)
    await pump(120)
    const all = await rows()
    for (const { variant, body, orderKey } of all) expect(body).toBe(`Texto ${variant} ${orderKey}`)
    const arms = await db.select().from(ruleTrials).where(eq(ruleTrials.storeId, storeId))
    expect(arms.map(({ arm }) => arm).sort()).toEqual(all.map(({ variant }) => variant).sort())
    expect(new Set(arms.map(({ arm }) => arm))).toEqual(new Set(['A', 'B']))
  })
})

test('a link of a message is ours, leads where it should, and counts people alone', async () => {
  const { member, edit, hear, rows, pump, advance, ctx } = await givenRules()
  const text = 'Veja {{checkout.url}}.'
  await editStep(member, await edit('posted', { text, shortenLinks: true }))
  await hear('posted')
  advance(6 * MINUTE)
  await pump()
  const [message] = await rows()
  const [, code = ''] =
    /^Veja https:\/\/campainha\.example\.com\/l\/([\w-]+)\.$/.exec(message?.body ?? '') ?? []
  const url = 'https://checkout.example/abc?a=1&b=2'
  const visit = (agent: string, more: Record<string, string> = {}) =>
    isPerson(new Headers({ 'user-agent': agent, ...more }))
  expect(visit('WhatsApp/2.23.20.0 A')).toBe(false)
  expect(visit('facebookexternalhit/1.1')).toBe(false)
  expect(visit('Mozilla/5.0 (iPhone) Safari/604.1', { 'sec-purpose': 'prefetch' })).toBe(false)
  expect(visit('')).toBe(false)
  expect(visit('Mozilla/5.0 (Linux; Android 13; CUBOT P80) Chrome/120')).toBe(true)
  expect(await followLink(ctx, code, false)).toBe(url)
  expect((await rows())[0]?.clickedAt).toBeNull()
  expect(await followLink(ctx, code, true)).toBe(url)
  const first = ctx.now()
  advance(MINUTE)
  expect(await followLink(ctx, code, true)).toBe(url)
  expect((await rows())[0]?.clickedAt).toEqual(first)
  const links = await db.select().from(messageLinks).where(eq(messageLinks.code, code))
  expect(links).toMatchObject([{ clicks: 2, url }])
  expect(await followLink(ctx, 'not-a-code', true)).toBeNull()

  const accents = { url: 'https://loja.example/promoção—✨?a=1' }
  await db.update(messageLinks).set(accents).where(eq(messageLinks.code, code))
  const location = (await followLink(ctx, code, true)) ?? ''
  expect(new Response(null, { headers: { location } }).headers.get('location')).toBe(
    'https://loja.example/promo%C3%A7%C3%A3o%E2%80%94%E2%9C%A8?a=1',
  )
})

describe('a text', () => {
  test('with a section that is never closed, or a word nobody knows, is not saved', async () => {
    const { member, edit, ruleOf, storeId } = await givenRules()
    for (const text of ['Oi {{#customer.first_name}}!', 'Oi {{customer.nickname}}', 'Oi {{']) {
      const wrong = { ok: false, error: { code: 'text_has_errors' } }
      expect(await editStep(member, await edit('payment_approved', { text }))).toMatchObject(wrong)
      expect(
        await editStep(member, await edit('payment_approved', { fallback: text })),
      ).toMatchObject(wrong)
    }
    const [after] = (await listRules(member, storeId)).filter((r) => r.code === 'payment_approved')
    expect(after?.steps).toEqual(ruleOf('payment_approved').steps)
  })

  test('that changed is what the next event says', async () => {
    const { member, edit, hear, pump, rows } = await givenRules()
    const text = 'Pago, {{customer.first_name}}!'
    expect(await editStep(member, await edit('payment_approved', { text }))).toMatchObject({
      ok: true,
    })
    await hear('payment_approved')
    await pump()
    expect(await rows()).toMatchObject([{ body: 'Pago, Ana!', textVersion: 2 }])
  })

  test('saved as it was makes no new version', async () => {
    const { member, edit, ruleOf } = await givenRules()
    await editStep(member, await edit('posted'))
    const of = and(eq(ruleSteps.ruleId, ruleOf('posted').id), eq(ruleSteps.step, 1))
    expect(await db.select().from(ruleSteps).where(of)).toMatchObject([{ version: 1 }])
  })

  test('longer than a message may be, or empty, is no text', async () => {
    const typed = await typedStep()
    expect(wrongIn(typed)).toEqual({})
    expect(wrongIn({ ...typed, text: 'a'.repeat(4_097) })).toEqual({ text: 'too_long' })
    expect(wrongIn({ ...typed, text: ' ' })).toEqual({ text: 'required' })
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
    expect(await editStep(member, await edit('posted', { text }))).toEqual({
      ok: true,
      value: { applied: 0 },
    })
    advance(4 * MINUTE)
    await pump(1)
    const [first] = await rows()
    expect(first?.body).toContain('foi despachado')

    const confirmed = await editStep(member, await edit('posted', { text, applyToPending: true }))
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
    await editStep(here.member, await here.edit('posted', { text, applyToPending: true }))
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

  test('is sent after the delay a person gave it', async () => {
    const { member, edit, hear, rows, ctx } = await givenRules()
    await editStep(member, await edit('posted', { delay: { kind: 'after', ms: 90 * MINUTE } }))
    await hear('posted')
    expect(await rows()).toMatchObject([{ sendAfter: new Date(ctx.now().getTime() + 90 * MINUTE) }])
  })

  test('taken off the happy path is no longer silenced by what comes after it', async () => {
    const { settings, hear, states } = await givenRules()
    expect(await settings('posted', { outsidePath: true })).toMatchObject({ ok: true })
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
      expect(await editStep(who, await edit('posted'))).toEqual({ ok: false, error: { code } })
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
