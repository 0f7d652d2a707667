// tests/contract/platforms.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Secret } from '@/lib/kernel/secret'
import type { Sent } from '@/lib/postbacks/platform'
import { platforms } from '@/lib/postbacks/registry'
import { PURCHASE_EVENTS, type Purchase } from '@/lib/purchases/purchase'
import { sentAs } from '../support/sent'

/** What each fixture must be read as, field by field; beside the bytes, in `index.json`. */
type Expected = {
  readonly event: string
  readonly orderKey: string
  readonly orderKind: string
  readonly threadKey?: string
  readonly threadKind?: string
  readonly phone: string | null
  readonly phoneIssue: string | null
  readonly amountCents: number | null
  readonly utm: Readonly<Record<string, string>> | null
  readonly test: boolean
  readonly document: object
  readonly occurredAt?: string
  readonly parentOrderKey?: string
  readonly subscriptionCode?: string
  readonly cartRecovered?: boolean
  readonly email?: string | null
  readonly warning?: string
  readonly coupons?: readonly object[]
}
type Case = {
  readonly title: string
  readonly headers: Record<string, string>
  readonly query: Record<string, string>
  readonly expected: Expected
}
type Index = {
  readonly _meta: { readonly auth: { readonly secret: string } }
  readonly cases: Readonly<Record<string, Case>>
}

const folderOf = (code: string) => new URL(`../fixtures/postbacks/${code}/`, import.meta.url)
const indexOf = (code: string): Index =>
  JSON.parse(readFileSync(new URL('index.json', folderOf(code)), 'utf8'))

/** Fixtures are named `<event>.<what is odd about it>.json`; the name is an expectation too. */
const fixturesOf = (code: string) =>
  Object.entries(indexOf(code).cases).map(([file, { expected, headers, query }]) => {
    const bytes = readFileSync(new URL(file, folderOf(code)))
    const sent = { headers: new Headers(headers), query: new URLSearchParams(query), bytes }
    return { file, event: file.split('.')[0] ?? '', sent, expected }
  })
const copyOf = (sent: Sent): Sent => ({ ...sent, bytes: Uint8Array.from(sent.bytes) })

/** A record in the index's words, with only the fields that the expectation has. */
function inWordsOf(expected: Expected, purchase: Purchase | undefined) {
  if (purchase === undefined) return undefined
  const { customer, tracking, occurredAt } = purchase
  const utm = Object.entries(tracking).filter(([name]) => /^(src|sck|utm_)/.test(name))
  const told = {
    ...purchase,
    phone: customer.phone,
    phoneIssue: customer.phoneIssue,
    document: customer.document,
    email: customer.email,
    amountCents: purchase.amount,
    utm: utm.length === 0 ? null : Object.fromEntries(utm),
    occurredAt: occurredAt?.toISOString().replace('.000Z', 'Z') ?? null,
    subscriptionCode: purchase.subscription?.code,
    warning: purchase.warnings[0],
    coupons: purchase.coupons.map((coupon) => ({
      ...coupon,
      expiresAt: coupon.expiresAt?.toISOString().replace('.000Z', 'Z') ?? null,
    })),
  }
  return Object.fromEntries(
    Object.keys(expected).map((key) => [key, told[key as keyof typeof told]]),
  )
}

describe.each(Object.values(platforms))('$label', (platform) => {
  const fixtures = fixturesOf(platform.code)
  const secret = new Secret(indexOf(platform.code)._meta.auth.secret)
  const purchasesIn = (sent: Sent) => platform.tryRead(sent, {})?.purchases ?? []
  const partsOf = (sent: Sent) => platform.tryRead(sent, {})?.parts

  test('every fixture has its expectation', () => {
    const files = readdirSync(folderOf(platform.code)).filter((file) => file !== 'index.json')
    expect(fixtures.map(({ file }) => file).sort()).toEqual(files.sort())
  })

  test.each(fixtures)('$file is read as its index says', ({ sent, expected, event }) => {
    expect(PURCHASE_EVENTS).toContain(event)
    expect(event).toBe(expected.event)
    const [purchase, ...more] = purchasesIn(sent)
    expect(inWordsOf(expected, purchase)).toEqual(expected)
    expect(more).toEqual([])
  })

  test.each(fixtures)('$file belongs to an order and a thread', ({ sent }) => {
    for (const { orderKey, threadKey } of purchasesIn(sent)) {
      expect(orderKey).not.toBe('')
      expect(threadKey).not.toBe('')
    }
  })

  test.each(fixtures)('$file delivered twice has one key', ({ sent }) => {
    expect(partsOf(copyOf(sent))).toEqual(partsOf(sent))
  })

  test('deliveries that differ have keys that differ', () => {
    const keys = fixtures.map(({ sent }) => JSON.stringify(partsOf(sent)))
    expect(new Set(keys).size).toBe(fixtures.length)
  })

  test.each(fixtures)('$file is trusted by its key alone', ({ sent }) => {
    expect(platform.trusts(sent, secret, {})).toBe(true)
    expect(platform.trusts(sent, new Secret('another'), {})).toBe(false)
    expect(platform.keyIn(sent, {})?.reveal()).toBe(secret.reveal())
  })

  test.each([null, 1, 'text', [], {}, { status: 1 }, { transaction: [] }])(
    'what it never sent, %j, is no event and no exception',
    (body) => {
      expect(platform.tryRead(sentAs(body), {})).toBeNull()
      expect(platform.complaintsAbout(sentAs(body)).length).toBeGreaterThan(0)
    },
  )

  test('its guide mirrors its form, with the store’s name and address in it', () => {
    const filled = platform.guide.form.flatMap(({ value }) => ('of' in value ? [value.of] : []))
    expect(filled.sort()).toEqual(['address', 'name'])
    const kinds = platform.guide.events.flatMap((event) => event.kinds)
    expect(new Set(kinds).size).toBe(kinds.length)
  })
})
