// tests/postbacks/odd-fields.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Platform } from '@/lib/postbacks/platform'
import { readBody } from '@/lib/postbacks/read-body'
import { platforms } from '@/lib/postbacks/registry'
import type { Purchase } from '@/lib/purchases/purchase'
import { toRow } from '@/lib/purchases/purchase-row'
import { readAs } from '../support/sent'

const ODD = [
  ...[null, '', 0, -1, 1.5, 1e21, true, [], {}, ['x'], { x: 1 }],
  ...['x'.repeat(5_000), 'a\0b\ud800', '9999-99-99 99:99:99', '0001-01-01 00:00:00', '99/99/9999'],
]
/** An index takes so much and no more. */
const LONGEST_KEY = 600

const bodiesOf = ({ code }: Platform): unknown[] => {
  const folder = new URL(`../fixtures/postbacks/${code}/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file !== 'index.json')
  return files.map((file) => {
    const bytes = readFileSync(new URL(file, folder))
    return readBody({ headers: new Headers(), bytes })
  })
}

type Path = readonly string[]
const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const pathsIn = (value: unknown, path: Path = []): Path[] =>
  isHolder(value)
    ? Object.entries(value).flatMap(([name, held]) => {
        const here = [...path, name]
        return [here, ...pathsIn(held, here)]
      })
    : []

function withOdd(body: unknown, [name, ...rest]: Path, odd: unknown): unknown {
  if (name === undefined) return odd
  if (Array.isArray(body)) {
    return body.map((each, at) => (String(at) === name ? withOdd(each, rest, odd) : each))
  }
  return isHolder(body) ? { ...body, [name]: withOdd(body[name], rest, odd) } : body
}

const momentsOf = ({ occurredAt, pix, boleto, coupons }: Purchase) =>
  [occurredAt, pix?.expiresAt, boleto?.dueAt, ...coupons.map(({ expiresAt }) => expiresAt)].filter(
    (at) => at != null,
  )

/** What a database would refuse, or nothing. */
function wrongWith(purchase: Purchase): string | null {
  const { orderKey, threadKey, rawEvent } = purchase
  const keys = [orderKey, threadKey].map(({ length }) => length)
  if (keys.some((length) => length === 0 || length > LONGEST_KEY)) return 'a key'
  if (rawEvent.length > LONGEST_KEY) return 'its raw event'
  const years = momentsOf(purchase).map((at) => at.getUTCFullYear())
  if (years.some((year) => !(year >= 1999 && year <= 2200))) return 'a moment'
  const { amount, installments } = purchase
  if (amount !== null && !(Number.isSafeInteger(amount) && amount >= 0)) return 'the amount'
  if (installments !== null && !Number.isInteger(installments)) return 'the installments'
  const told = JSON.stringify(toRow(purchase))
  return /\\u0000|\\ud[89a-f]/i.test(told) ? 'a letter that is none' : null
}

describe.each(Object.values(platforms))('$label', (platform) => {
  test('reads whatever stands in a field, or refuses the body, and never fails', () => {
    const wrong: string[] = []
    bodiesOf(platform).forEach((body, each) => {
      pathsIn(body).forEach((path, at) => {
        const odd = ODD[(each + at) % ODD.length]
        for (const purchase of readAs(platform, withOdd(body, path, odd))) {
          const why = wrongWith(purchase)
          if (why !== null) wrong.push(`${path.join('.')} = ${JSON.stringify(odd)}: ${why}`)
        }
      })
    })
    expect(wrong).toEqual([])
  }, 30_000)
})
