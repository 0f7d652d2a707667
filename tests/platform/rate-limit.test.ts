// tests/platform/rate-limit.test.ts
import { expect, test } from 'vitest'
import { makeLimiter } from '@/lib/platform/rate-limit'

const at = (second: number) => new Date(Date.UTC(2026, 2, 5, 12, 0, second))

test('a burst passes at once, the next one waits for its turn, and others are not held up', () => {
  const limiter = makeLimiter({ burst: 3, everyMs: 10_000 })
  const answers = Array.from({ length: 5 }, () => limiter.take('198.51.100.1', at(0)))
  expect(answers).toEqual([0, 0, 0, 10, 10])
  expect(limiter.take('198.51.100.2', at(0))).toBe(0)
  expect(limiter.take('198.51.100.1', at(9))).toBe(1)
  expect(limiter.take('198.51.100.1', at(10))).toBe(0)
  expect(limiter.take('198.51.100.1', at(10))).toBe(10)
})

test('whoever was quiet for long has the whole burst again', () => {
  const limiter = makeLimiter({ burst: 2, everyMs: 10_000 })
  for (let i = 0; i < 2; i++) limiter.take('198.51.100.1', at(0))
  expect([0, 0, 0].map(() => limiter.take('198.51.100.1', at(59)))).toEqual([0, 0, 10])
})
