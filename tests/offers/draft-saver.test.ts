// tests/offers/draft-saver.test.ts
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createDraftSaver,
  type SaveAnswer,
  type SaverEvent,
  type Values,
} from '@/components/offers/draft-saver'

type Sent = { readonly fields: Values; readonly readAt?: string }

const sent: Sent[] = []
const told: SaverEvent['kind'][] = []
let answers: ((sent: Sent) => Promise<SaveAnswer>)[] = []
let at = 0

const saved = (more: Partial<SaveAnswer> = {}): SaveAnswer =>
  ({
    kind: 'saved',
    editedAt: `t${++at}`,
    errors: [],
    clashes: [],
    missing: [],
    changed: [],
    ...more,
  }) as SaveAnswer
const wrong = (path: 'price') => saved({ errors: [{ path, inside: '', code: 'invalid_type' }] })

const saver = () =>
  createDraftSaver({
    values: { title: 'A', price: 1 },
    editedAt: 't0',
    tell: ({ kind }) => told.push(kind),
    save: async (what) => {
      sent.push(what)
      return (answers.shift() ?? (async () => saved()))(what)
    },
  })

beforeEach(() => {
  vi.useFakeTimers()
  sent.length = 0
  told.length = 0
  answers = []
  at = 0
})
afterEach(() => {
  vi.useRealTimers()
})

test('what is typed in one go is saved once, the changed fields alone', async () => {
  const draft = saver()
  for (const title of ['Ab', 'Abc', 'Abcd']) draft.typed({ title, price: 1 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([{ fields: { title: 'Abcd' }, readAt: 't0' }])
  expect(draft.unsaved()).toEqual([])
})

test('a newer save waits for the older one, and builds on it', async () => {
  let answerFirst = (_: SaveAnswer) => {}
  answers = [() => new Promise((resolve) => (answerFirst = resolve))]
  const draft = saver()
  draft.typed({ title: 'B', price: 1 })
  await vi.advanceTimersByTimeAsync(1_000)
  draft.typed({ title: 'C', price: 1 })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toHaveLength(1)
  answerFirst(saved())
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent[1]).toEqual({ fields: { title: 'C' }, readAt: 't1' })
  expect(draft.unsaved()).toEqual([])
})

test('a field that cannot be is sent again with the next, and holds back none', async () => {
  answers = [async () => wrong('price')]
  const draft = saver()
  draft.typed({ title: 'B', price: 'x' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(draft.unsaved()).toEqual(['price'])
  draft.typed({ title: 'B', price: 2 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent[1]?.fields).toEqual({ price: 2 })
  expect(draft.unsaved()).toEqual([])
})

test('a field typed back to what was kept is wrong no more', async () => {
  answers = [async () => wrong('price')]
  const draft = saver()
  draft.typed({ title: 'A', price: 'x' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(draft.wrong()).toHaveLength(1)
  draft.typed({ title: 'A', price: 1 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(draft.wrong()).toEqual([])
  expect(told).toEqual(['saving', 'saved', 'saving', 'saved'])
})

test('a lost line is said, and what was typed is sent again until it is there', async () => {
  const lost = () => Promise.reject(new Error('no line'))
  answers = [lost, lost]
  const draft = saver()
  draft.typed({ title: 'B', price: 1 })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(told).toEqual(['saving', 'offline', 'saving', 'offline', 'saving', 'saved'])
  expect(draft.unsaved()).toEqual([])
})

test('after somebody else saved, nothing is written until it is decided', async () => {
  const by = { at: 't9', name: 'Ana', isYou: false }
  answers = [async () => ({ kind: 'edited_meanwhile', by })]
  const draft = saver()
  draft.typed({ title: 'B', price: 1 })
  await vi.advanceTimersByTimeAsync(1_000)
  draft.typed({ title: 'Bc', price: 1 })
  await vi.advanceTimersByTimeAsync(10_000)
  await draft.flush()
  expect(sent).toHaveLength(1)
  expect(draft.unsaved()).toEqual(['title'])

  await draft.insist()
  expect(sent[1]).toEqual({ fields: { title: 'Bc' } })
  draft.adopt({ title: 'Bc', price: 7 }, 't20')
  draft.typed({ title: 'Bcd', price: 7 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent[2]).toEqual({ fields: { title: 'Bcd' }, readAt: 't20' })
})
