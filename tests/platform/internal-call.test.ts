// tests/platform/internal-call.test.ts
import { describe, expect, test } from 'vitest'
import { Secret } from '@/lib/kernel/secret'
import { internalHeaders, isInternal } from '@/lib/platform/internal-call'

const secret = new Secret('the secret of this installation, 32 and more')
const body = '{"tags":["offer:ABC234"]}'
const now = new Date('2026-03-05T15:00:00Z')
const at = (ms: number) => new Date(now.getTime() + ms)
const MINUTE_MS = 60_000

const signed = (change: object = {}) =>
  new Headers({ ...internalHeaders({ secret, body, now }), ...change })
const heard = (headers: Headers, change: object = {}) =>
  isInternal(headers, { secret, body, now, ...change })

describe('a call between our own processes', () => {
  test('is known by its signature, for five minutes either way', () => {
    expect(heard(signed())).toBe(true)
    expect(heard(signed(), { now: at(4 * MINUTE_MS) })).toBe(true)
    expect(heard(signed(), { now: at(-4 * MINUTE_MS) })).toBe(true)
  })

  test.each([
    ['of six minutes ago', signed(), { now: at(6 * MINUTE_MS) }],
    ['of six minutes ahead', signed(), { now: at(-6 * MINUTE_MS) }],
    ['of another body', signed(), { body: '{"tags":["offer:XYZ789"]}' }],
    ['of another secret', signed(), { secret: new Secret('somebody else’s secret, 32 and more') }],
    ['moved to another minute', signed({ 'x-campainha-timestamp': '1772722860' }), {}],
    ['with a time that is none', signed({ 'x-campainha-timestamp': 'now' }), {}],
    ['without a signature', signed({ 'x-campainha-signature': '' }), {}],
    ['with half a signature', signed({ 'x-campainha-signature': 'ab'.repeat(16) }), {}],
    ['with a signature of zeros', signed({ 'x-campainha-signature': '0'.repeat(64) }), {}],
    ['without any of it', new Headers(), {}],
  ])('%s is nobody’s', (_, headers, change) => {
    expect(heard(headers, change)).toBe(false)
  })

  test('is not signed with what signs the sessions', () => {
    const headers = internalHeaders({ secret, body, now })
    expect(JSON.stringify(headers)).not.toContain(secret.reveal())
  })
})
