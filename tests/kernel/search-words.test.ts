// tests/kernel/search-words.test.ts
import { expect, test } from 'vitest'
import { searchQuery, searchWords } from '@/lib/kernel/search-words'

test('accents, case and punctuation do not hide a buyer', () => {
  expect(searchWords('Conceição D’Ávila', 'ana.d@x.com', null)).toEqual([
    'ana.d@x.com',
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
  ['Ana.D@x.com', "'ana.d@x.com':*"],
  ['souza ana@', "'ana@':* & 'souza':*"],
  ["o'neil@x.com", "'neil@x.com':* & 'o':*"],
  ['PED-2026-001', "('ped':* & '2026001':*) | ('ped':* & '2026':* & '001':*)"],
  ["'; drop", "'drop':*"],
  [' -- ', null],
])('%s is looked for as %s', (typed, query) => expect(searchQuery(typed)).toBe(query))
