// tests/engine/values.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { durationMs, readWhen } from '@/inngest/engine/duration'
import { canonical, isSigned, type Json, sign } from '@/inngest/engine/sign'
import { seededUlid, ulid } from '@/inngest/engine/ulid'
import { Secret } from '@/lib/kernel/secret'

describe('what is signed', () => {
  test('is the same text in whatever order the keys came, and means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Json
        const turned = JSON.parse(JSON.stringify(json), (_, node) =>
          typeof node === 'object' && node !== null && !Array.isArray(node)
            ? Object.fromEntries(Object.entries(node).reverse())
            : node,
        )
        expect(canonical(turned)).toBe(canonical(json))
        expect(JSON.parse(canonical(json))).toEqual(json)
      }),
    )
  })

  test('holds for five minutes either way, for one key and one text', () => {
    const key = new Secret('ab'.repeat(32))
    const at = new Date('2026-11-21T12:00:00Z')
    const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
    const signature = sign(key, '{"a":1}', at)
    expect(isSigned(key, '{"a":1}', signature, later(4))).toBe(true)
    expect(isSigned(key, '{"a":1}', signature, later(-4))).toBe(true)
    expect(isSigned(key, '{"a":1}', signature, later(6))).toBe(false)
    expect(isSigned(key, '{"a":2}', signature, at)).toBe(false)
    expect(isSigned(new Secret('cd'.repeat(32)), '{"a":1}', signature, at)).toBe(false)
    expect(isSigned(key, '{"a":1}', null, at)).toBe(false)
    expect(isSigned(key, '{"a":1}', 't=x&s=', at)).toBe(false)
  })

  test('a prefix of the key is not part of it', () => {
    const at = new Date('2026-11-21T12:00:00Z')
    expect(sign(new Secret('signkey-prod-00ff'), 'x', at)).toBe(sign(new Secret('00ff'), 'x', at))
  })
})

describe('how long', () => {
  test.each([
    ['1s', 1_000],
    ['1d2h', 93_600_000],
    ['5m30s', 330_000],
    ['1w', 604_800_000],
  ])('%s', (text, ms) => expect(durationMs(text)).toBe(ms))

  test.each(['', '5', 's', '1.5s', '2x'])('"%s" is no duration', (text) => {
    expect(durationMs(text)).toBeNull()
  })

  test('a year is the longest sleep, and a date is a date', () => {
    expect(readWhen('366d')).toEqual({ inMs: 366 * 86_400_000 })
    expect(readWhen('367d')).toBeNull()
    expect(readWhen('2026-11-21T12:00:00Z')).toEqual({ at: '2026-11-21T12:00:00.000Z' })
    expect(readWhen('tomorrow')).toBeNull()
  })
})

describe('an id', () => {
  test('sorts by its time', () => {
    const ids = [1_000, 2_000, 1_730_000_000_000, 1_730_000_000_001].map((ms) => ulid(ms))
    expect([...ids].sort()).toEqual(ids)
    expect(ids[0]).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  })

  test('made from a seed is the same each time, and another for each position', () => {
    const seed = '1730000000000,MDEyMzQ1Njc4OQ=='
    expect(seededUlid(seed, 0)).toBe(seededUlid(seed, 0))
    expect(seededUlid(seed, 0)).not.toBe(seededUlid(seed, 1))
    expect(seededUlid('nonsense', 0)).toBeNull()
  })
})
