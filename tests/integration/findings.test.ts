// tests/integration/findings.test.ts
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { attempts } from '@/db/schema/payments'
import { outbox } from '@/db/schema/platform'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { countOpenFindings, listFindings } from '@/lib/payments/findings-view'
import { recordFinding } from '@/lib/payments/record-finding'
import { ResolveFindingInput, resolveFinding } from '@/lib/payments/resolve-finding'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { askAboutFinding } from '@/lib/sales/ask-about-finding'
import { captureSale } from '@/lib/sales/capture-sale'
import { needsOfSales } from '@/lib/sales/needs-of-sales'
import { submitPayment } from '@/lib/sales/submit-payment'
import { CaptureCursor, listToCapture } from '@/lib/sales/to-capture'
import { givenShop } from '../support/given-shop'
import { givenApiSubmit } from '../support/given-submit'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { testSimulator } from '../support/test-simulator'

const HOUR_MS = 3_600_000
const db = await testDb()
const simulator = await testSimulator()
const { ctx: base, advance } = testCtx({ db, http: sendHttp })
const tools = { ...base, simulators: simulator.addresses }

let shop: Awaited<ReturnType<typeof givenShop>>
let sold = 0
beforeEach(async () => {
  advance(HOUR_MS)
  shop = await givenShop(tools)
})

async function sell(more: object = {}) {
  const submit = givenApiSubmit(`k${++sold}`, shop.offer.code, undefined, more)
  const result = await submitPayment(shop.api, submit)
  if (!result.ok) throw new Error(result.error.code)
  const saleId = result.value.sale.id
  const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, saleId))
  if (attempt === undefined) throw new Error('no attempt')
  return attempt
}

const open = async (by: Ctx<'member'> = shop.member) =>
  (await listFindings(by, { list: 'open' })).rows

const resolve = (findingId: Id<'finding'>, note: string, by = shop.member) =>
  resolveFinding(by, ResolveFindingInput.parse({ findingId, note }))

describe('what a person finds', () => {
  test('is told once, with its facts; the same thing again is no news', async () => {
    const { id } = await sell()
    const tell = (key: string) => recordFinding(shop.member, id, 'differs', { key })
    expect([await tell('a'), await tell('a'), await tell('b')]).toEqual([true, false, true])
    const facts = await db.select().from(outbox).where(eq(outbox.name, 'payment.finding'))
    expect(facts.filter(({ payload }) => payload.attemptId === id)).toHaveLength(2)
    expect(await open()).toHaveLength(2)
  })

  test('shows both sides of a difference, and an acquirer’s refusal in words', async () => {
    const { id } = await sell()
    const detail = { our_status: 'captured', our_refunded: '0', their_status: 'refunded' }
    await recordFinding(shop.member, id, 'differs', {
      detail: { ...detail, their_refunded: '19700' },
    })
    await recordFinding(shop.member, id, 'void_refused', { detail: { code: '43', said: 'Saldo' } })
    const [refused, differs] = await open()
    expect(differs?.sides).toMatchObject({
      ours: { status: 'captured', refunded: 0 },
      theirs: { status: 'refunded', refunded: 197_00 },
    })
    expect(refused?.refusal?.said).toBe('43 Saldo')
    expect(refused?.refusal?.explained.guidance.en).toMatch(/will pay you next/)
  })

  test('may belong to no attempt of ours', async () => {
    await recordFinding(shop.member, null, 'orphan', { key: 'x', detail: { amount: '100' } })
    expect(await open()).toMatchObject([{ kind: 'orphan', attempt: null }])
    expect(
      await askAboutFinding(shop.member, (await open())[0]?.id as Id<'finding'>),
    ).toMatchObject({
      error: { code: 'nothing_to_ask' },
    })
  })

  test('what we dealt with is told apart from what waits, and a test sale is neither', async () => {
    const { id, saleId } = await sell()
    await recordFinding(shop.member, id, 'late_approval')
    await recordFinding(shop.member, id, 'chargeback')
    expect((await open()).map(({ kind }) => kind)).toEqual(['chargeback'])
    expect(await countOpenFindings(shop.member)).toBe(1)
    expect((await listFindings(shop.member, { list: 'told' })).rows).toHaveLength(1)
    expect((await needsOfSales(shop.member)).findings).toMatchObject([{ kind: 'chargeback' }])
    await db.update(sales).set({ test: true }).where(eq(sales.id, saleId))
    expect(await open()).toEqual([])
    expect(await countOpenFindings(shop.member)).toBe(0)
    expect((await needsOfSales(shop.member)).findings).toEqual([])
  })

  test('goes by pages, newest first, and another company sees nothing of it', async () => {
    const { id } = await sell()
    for (let i = 0; i < 30; i++) {
      await recordFinding(shop.member, id, 'differs', { key: String(i) })
    }
    const first = await listFindings(shop.member, { list: 'open' })
    expect(first.rows).toHaveLength(25)
    expect(first.rows[0]?.key).toBe('29')
    const second = await listFindings(shop.member, {
      list: 'open',
      before: first.next ?? undefined,
    })
    expect(second.rows.map(({ key }) => key)).toEqual(['4', '3', '2', '1', '0'])
    expect(second.next).toBeNull()
    expect(await open((await givenShop(tools)).member)).toEqual([])
  })
})

describe('resolving one', () => {
  async function given() {
    const { id } = await sell()
    await recordFinding(shop.member, id, 'differs')
    const [finding] = await open()
    if (finding === undefined) throw new Error('no finding')
    return finding.id
  }

  test('keeps who, when and why, and the team’s log says so', async () => {
    const id = await given()
    expect(await resolve(id, ' Estornei pelo portal. ')).toEqual({ ok: true, value: null })
    expect(await open()).toEqual([])
    const { rows } = await listFindings(shop.member, { list: 'resolved' })
    expect(rows).toMatchObject([
      {
        resolved: {
          who: 'Nina Prado',
          note: 'Estornei pelo portal.',
          at: tools.now().toISOString(),
        },
      },
    ])
    const deeds = await db.select().from(auditLog).where(eq(auditLog.subject, id))
    expect(deeds).toMatchObject([{ action: 'finding.resolved', details: { kind: 'differs' } }])
  })

  test('by two at once is done by one', async () => {
    const id = await given()
    const done = await Promise.all([resolve(id, 'um motivo'), resolve(id, 'outro motivo')])
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
    expect(done.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'already_resolved' } })
  })

  test('needs a word, a role, and the right company', async () => {
    const id = await given()
    expect(ResolveFindingInput.safeParse({ findingId: id, note: ' x ' }).success).toBe(false)
    expect(ResolveFindingInput.safeParse({ findingId: 'fnd_1', note: 'motivo' }).success).toBe(
      false,
    )
    const support = { ...shop.member, actor: { ...shop.member.actor, role: 'support' as const } }
    expect(await resolve(id, 'motivo', support)).toMatchObject({ error: { code: 'not_allowed' } })
    const other = await givenShop(tools)
    expect(await resolve(id, 'motivo', other.member)).toMatchObject({
      error: { code: 'finding_not_found' },
    })
  })
})

describe('asking the acquirer again', () => {
  test('a call nobody answered is settled at once, and nobody needs to look at it', async () => {
    simulator.fault('cielo', 'capture', 'drop_response')
    simulator.fault('cielo', 'query', 'http_500', { count: 3 })
    const { id } = await sell()
    await recordFinding(shop.member, id, 'still_unknown')
    const [finding] = await open()
    await simulator.clear()
    const asked = await askAboutFinding(shop.member, finding?.id as Id<'finding'>)
    expect(asked).toEqual({ ok: true, value: 'moved' })
    expect(await open()).toEqual([])
    const { rows } = await listFindings(shop.member, { list: 'resolved' })
    expect(rows).toMatchObject([{ resolved: { who: null } }])
  })

  test('too often is slowed down', async () => {
    const { id } = await sell()
    await recordFinding(shop.member, id, 'chargeback')
    const [finding] = await open()
    const codes = []
    for (let i = 0; i < 12; i++) {
      const asked = await askAboutFinding(shop.member, finding?.id as Id<'finding'>)
      codes.push(asked.ok ? asked.value : asked.error.code)
    }
    expect(codes).toContain('same')
    expect(codes.at(-1)).toBe('asked_too_often')
  })
})

describe('the list of what is about to lapse', () => {
  test('has the first to lapse on top, the totals of all, and lets go of what is captured', async () => {
    shop = await givenShop(tools, { captureMode: 'manual' })
    const first = await sell()
    advance(6.5 * 24 * HOUR_MS)
    const second = await sell()
    const list = await listToCapture(shop.member)
    expect(list.rows.map(({ saleId }) => saleId)).toEqual([first.saleId, second.saleId])
    expect(list).toMatchObject({
      all: { count: 2, amount: 394_00 },
      within24h: { count: 1, amount: 197_00 },
      next: null,
    })
    await captureSale(shop.member, { saleId: first.saleId, note: 'estoque confirmado' })
    expect((await listToCapture(shop.member)).rows).toMatchObject([{ saleId: second.saleId }])
  })

  test('goes on after the last one of a page', async () => {
    shop = await givenShop(tools, { captureMode: 'manual' })
    const [one, two] = [await sell(), await sell()]
    const cursor = CaptureCursor.parse(`${one.captureBy?.getTime()}_${one.id}`)
    const { rows } = await listToCapture(shop.member, cursor)
    expect(rows.map(({ saleId }) => saleId)).toEqual([two.saleId])
    expect(CaptureCursor.safeParse('nonsense').success).toBe(false)
  })
})
