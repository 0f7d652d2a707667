// tests/kernel/search-words.test.ts
import { expect, test } from 'vitest'
import { searchQuery, searchWords } from '@/lib/kernel/search-words'

test('accents, case and punctuation do not hide a buyer', () => {
  expect(searchWords('Conceição D’Ávila', 'ana.d@x.com', null)).toEqual([
    'conceicao',
    'd',
    'avila',
    'ana',
    'x',
    'com',
  ])
})

test.each([
  ['Maria Sou', "'maria':* & 'sou':*"],
  ['529.982.247-25', "'52998224725':*"],
  ['(11) 90000-0001', "'11900000001':*"],
  ["'; drop", "'drop':*"],
  [' -- ', null],
])('%s is looked for as %s', (typed, query) => expect(searchQuery(typed)).toBe(query))
