// tests/engine/cel.test.ts
import { describe, expect, test } from 'vitest'
import { complaintAbout, equalityOf, keyOf, matches, textAt } from '@/inngest/engine/cel'

const event = { name: 'x', data: { id: 'A', n: 3, vip: true, deep: { er: 'B' } } }
const incoming = { name: 'y', data: { id: 'A', n: 9 } }

describe('an expression', () => {
  test.each([
    ['event.data.id == async.data.id', true],
    ['event.data.n > 2 && async.data.n < 10', true],
    ['event.data.n == 4 || event.data.vip', true],
    ['event.data.n == 4', false],
    ['has(event.data.missing)', false],
    ['event.data.missing == "a"', false],
    ['event.data.n + 1 == 4', false],
    ['event.data.id', false],
  ])('%s is %s; an error is no match', (expression, wanted) => {
    expect(matches(expression, { event, async: incoming })).toBe(wanted)
  })

  test.each([
    ['event.data.id', '"A"'],
    ['"k-" + event.data.id', '"k-A"'],
    ['event.data.vip ? 120 : 0', '120'],
    ['event.data.missing', 'null'],
    [undefined, ''],
  ])('%s as a key is %s', (expression, wanted) => {
    expect(keyOf(expression, { event })).toBe(wanted)
  })

  test.each([
    'event.data.a - 1 > 0',
    'size(event.data.a) > 1',
    'data.id == "x"',
    'event.data.a in [1]',
    'event.data.a ==',
  ])('%s means something else, or nothing, on the other engine: refused', (expression) =>
    expect(complaintAbout(expression)).not.toBeNull(),
  )
})

describe('the equality a wait is found by', () => {
  test.each([
    ['event.data.id == async.data.ref', ['data', 'id'], ['data', 'ref']],
    ['async.data.ref == event.data.deep.er', ['data', 'deep', 'er'], ['data', 'ref']],
    ['async.data.n > 2 && (event.data.id == async.data.ref)', ['data', 'id'], ['data', 'ref']],
  ])('%s', (expression, eventPath, asyncPath) => {
    expect(equalityOf(expression)).toEqual({ eventPath, asyncPath })
  })

  test.each([
    'event.data.id == "A"',
    'event.data.id == async.data.id || true',
    'event.name == async.name',
    'async.data.n > 2',
    '!(event.data.id == async.data.id)',
  ])('%s has none', (expression) => expect(equalityOf(expression)).toBeNull())

  test('compares texts: numbers and words, but never what is not there', () => {
    expect(textAt(event, ['data', 'n'])).toBe('3')
    expect(textAt(event, ['data', 'deep', 'er'])).toBe('B')
    expect(textAt(event, ['data', 'gone'])).toBeNull()
    expect(textAt(event, ['data', 'toString'])).toBeNull()
  })
})
