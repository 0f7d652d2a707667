// tests/contract/platforms.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { StoreSettings } from '@/db/schema/stores'
import { Secret } from '@/lib/kernel/secret'
import { GUIDE_NOTES, type Sent } from '@/lib/postbacks/platform'
import { catalogue, platforms } from '@/lib/postbacks/registry'
import { PURCHASE_EVENTS, type Purchase } from '@/lib/purchases/purchase'
import { toRow } from '@/lib/purchases/purchase-row'
import en from '@/messages/en.json'
import ptBR from '@/messages/pt-BR.json'
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
  readonly occurredAt?: string | null
  readonly parentOrderKey?: string
  readonly subscriptionCode?: string
  readonly cartRecovered?: boolean
  readonly email?: string | null
  readonly name?: string
  readonly checkoutUrl?: string | null
  readonly currency?: string
  readonly paymentMethod?: string
  readonly warning?: string
  readonly coupons?: readonly object[]
}
type Case = {
  readonly title: string
  readonly headers: Record<string, string>
  readonly query: Record<string, string>
  /** Which of the platform's schemes it was signed by, where there are several. */
  readonly scheme?: string
  /** Null is a body that no reader may take for one of its own. A list is one delivery of several. */
  readonly expected: Expected | readonly Expected[] | null
}
/** A key that does not travel only signs. */
type Scheme = { readonly secret: string; readonly travels: boolean }
type Index = {
  readonly _meta: {
    readonly auth: Scheme | Readonly<Record<string, Scheme>>
    readonly settings?: StoreSettings
  }
  readonly cases: Readonly<Record<string, Case>>
}

const schemeOf = ({ _meta: { auth } }: Index, name: string | undefined): Scheme => {
  const schemes = auth as Readonly<Record<string, Scheme>>
  const scheme = name === undefined ? (auth as Scheme) : schemes[name]
  if (scheme?.secret === undefined) throw new Error(`no scheme ${name}`)
  return scheme
}

/** The fields by which some platform tells what happened, or how it was paid. */
const DECIDING = [
  ...['status', 'payment_status', 'payment_method', 'event', 'type', 'webhook_event_type'],
  ...['order_status', 'paymentMethod', 'event_name', 'trans_status', 'trans_paymentmethod'],
  ...['codigo', 'formaPagamento', 'trans_status_code', 'trans_payment', 'sale_status_enum'],
  ...['payment_type_enum', 'payment_type_enum_key'],
]

const folderOf = (code: string) => new URL(`../fixtures/postbacks/${code}/`, import.meta.url)
const indexOf = (code: string): Index =>
  JSON.parse(readFileSync(new URL('index.json', folderOf(code)), 'utf8'))

/** Fixtures are named `<event>.<what is odd about it>.json`; the name is an expectation too. */
const fixturesOf = (code: string) =>
  Object.entries(indexOf(code).cases).map(([file, { expected, headers, query, scheme }]) => {
    const bytes = readFileSync(new URL(file, folderOf(code)))
    const sent = { headers: new Headers(headers), query: new URLSearchParams(query), bytes }
    const all = Array.isArray(expected) ? expected : [expected].filter((one) => one !== null)
    const { secret, travels } = schemeOf(indexOf(code), scheme)
    const key = { secret: new Secret(secret), travels }
    return { file, event: file.split('.')[0] ?? '', sent, expected: all as Expected[], key }
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
    name: customer.name,
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
  /** Of a platform that every store reads in its own way. */
  const settings = indexOf(platform.code)._meta.settings ?? {}
  const purchasesIn = (sent: Sent) => platform.tryRead(sent, settings)?.purchases ?? []
  const partsOf = (sent: Sent) => platform.tryRead(sent, settings)?.parts

  test('every fixture has its expectation', () => {
    const files = readdirSync(folderOf(platform.code)).filter((file) => file !== 'index.json')
    expect(fixtures.map(({ file }) => file).sort()).toEqual(files.sort())
  })

  test.each(fixtures)('$file is read as its index says', ({ sent, expected, event }) => {
    expect([...PURCHASE_EVENTS, 'rejected']).toContain(event)
    expect(event).toBe(expected[0]?.event ?? 'rejected')
    const purchases = purchasesIn(sent)
    expect(expected.map((one, index) => inWordsOf(one, purchases[index]))).toEqual(expected)
    expect(purchases).toHaveLength(expected.length)
    expect(platform.complaintsAbout(sent).length > 0).toBe(expected.length === 0)
  })

  test.each(fixtures)(
    '$file can be kept: its keys are short and its dates are dates',
    ({ sent }) => {
      for (const purchase of purchasesIn(sent)) {
        expect(purchase.orderKey.length).toBeLessThanOrEqual(500)
        expect(() => JSON.stringify(toRow(purchase))).not.toThrow()
      }
    },
  )

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
    const read = fixtures.filter(({ expected }) => expected.length > 0)
    const keys = read.map(({ sent }) => JSON.stringify(partsOf(sent) ?? [...sent.bytes]))
    expect(new Set(keys).size).toBe(read.length)
  })

  test.each(fixtures)('$file is trusted by its key alone', ({ sent, key }) => {
    expect(platform.trusts(sent, key.secret, settings)).toBe(true)
    expect(platform.trusts(sent, new Secret('another'), settings)).toBe(false)
    expect(platform.trusts(sent, new Secret(''), settings)).toBe(false)
    const offered = platform.keyIn(sent, settings)?.reveal() ?? null
    expect(offered).toBe(key.travels ? key.secret.reveal() : null)
  })

  test('it says whether its key travels', () => {
    expect(fixtures.every(({ key }) => key.travels)).toBe(platform.keyTravels)
  })

  test('its own test is known for one, whatever is wrong with its contents', () => {
    const tests = fixtures.filter(({ expected }) => expected.some((one) => one.test))
    expect(tests.length > 0).toBe(platform.guide.testButton !== null)
  })

  test.each(['constructor', '__proto__', 'toString'])('%s is a word of no list', (word) => {
    const words = new RegExp(`"(${DECIDING.join('|')})":("[^"]*"|\\d+)`, 'g')
    for (const { sent } of fixtures) {
      const text = Buffer.from(sent.bytes).toString('utf8').replace(words, `"$1":"${word}"`)
      for (const { event } of purchasesIn(sentAs(Buffer.from(text)))) {
        expect(PURCHASE_EVENTS).toContain(event)
      }
    }
  })

  test.each([null, 1, 'text', [], {}, { status: 1 }, { transaction: [] }])(
    'what it never sent, %j, is no event and no exception',
    (body) => {
      expect(platform.tryRead(sentAs(body), settings)).toBeNull()
      expect(platform.complaintsAbout(sentAs(body), settings).length).toBeGreaterThan(0)
    },
  )

  test('its guide mirrors its form, with the store’s name and address in it', () => {
    const filled = platform.guide.form.flatMap(({ value }) => ('of' in value ? [value.of] : []))
    expect(filled.filter((of) => of === 'address')).toHaveLength(1)
    expect(new Set(filled).size).toBe(filled.length)
    // Whatever the owner's own system is, its menus are not ours to name.
    expect(platform.guide.path.length > 1).toBe(platform.category !== 'other')
    expect(platform.guide.keyLabel).not.toBe('')
    const kinds = platform.guide.events.flatMap((event) => event.kinds)
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(platform.guide.events.every((event) => event.kinds.length > 0)).toBe(true)
  })

  test('it says by which words each of its events is recognised', () => {
    const { recognised } = platform.guide
    if (recognised === undefined) return
    const silent = new Set(['ignored', 'unknown', 'rejected'])
    const told = new Set(fixtures.map(({ event }) => event).filter((event) => !silent.has(event)))
    const said = Object.keys(recognised).filter((event) => event !== 'upsell_approved')
    expect(said.sort()).toEqual([...told].sort())
  })

  test('every event of its guide has a fixture', () => {
    const told = new Set(fixtures.map(({ event }) => event))
    const promised = platform.guide.events.flatMap((event) => event.kinds)
    expect(promised.filter((kind) => !told.has(kind))).toEqual([])
  })
})

test('the catalogue shows every platform once, and our own checkout without a wizard', () => {
  expect(catalogue.map(({ code }) => code)).toEqual([...Object.keys(platforms), 'campainha'])
  expect(catalogue.filter(({ linking }) => linking === 'native')).toHaveLength(1)
})

test('every note of a guide has its sentence, and no other', () => {
  for (const { stores } of [ptBR, en]) {
    expect(Object.keys(stores.guide.notes).sort()).toEqual([...GUIDE_NOTES].sort())
  }
})
