// tests/reports/visit-origin.test.ts
import { expect, test } from 'vitest'
import { OTHER_ORIGINS, originOf } from '@/lib/reports/visit-origin'

const named = (tracking: Readonly<Record<string, string>>, affiliateCode?: string) => {
  const { origin, campaign } = originOf({ tracking, affiliateCode })
  return campaign === '' ? origin : `${origin} > ${campaign}`
}

test.each([
  ['what the address says', { utm_source: 'Instagram', utm_medium: 'Bio' }, 'instagram / bio'],
  ['an abbreviation is the same place', { utm_source: 'fb', utm_medium: 'cpc' }, 'facebook / cpc'],
  ['a medium that repeats the source', { utm_source: 'email', utm_medium: 'email' }, 'email'],
  [
    'with its campaign',
    { utm_source: 'google', utm_campaign: 'Black Friday' },
    'google > black friday',
  ],
  ['a source of the old kind', { src: 'lista-vip', gclid: 'x' }, 'lista-vip'],
  ['an advertisement nobody named', { gclid: 'abc' }, 'google / cpc'],
  ['a click of an app', { fbclid: 'abc', referrer: 'l.instagram.com' }, 'facebook'],
  ['the page that linked here', { referrer: 'l.instagram.com' }, 'instagram'],
  ['a search in any country', { referrer: 'www.google.com.br' }, 'google'],
  ['a mail read in a browser', { referrer: 'mail.google.com' }, 'email'],
  ['an app that says its name', { referrer: 'com.google.android.gm' }, 'google'],
  ['a page nobody knows', { referrer: 'www.blogdasaves.com.br' }, 'blogdasaves.com.br'],
  ['a host that only ends alike', { referrer: 'notfacebook.com' }, 'notfacebook.com'],
  ['nothing at all', {}, ''],
  ['empty words', { utm_source: '  ', src: '' }, ''],
])('%s', (_, tracking, expected) => {
  expect(named(tracking as Readonly<Record<string, string>>)).toBe(expected)
})

test('an affiliate is an origin, unless the address names another', () => {
  expect(named({}, 'ana10')).toBe('afiliado ANA10')
  expect(named({ referrer: 't.co' }, 'ana10')).toBe('afiliado ANA10')
  expect(named({ utm_source: 'ig' }, 'ana10')).toBe('instagram')
})

test('nobody can write the name of what is added up, nor an endless one', () => {
  expect(named({ utm_source: OTHER_ORIGINS })).toBe('')
  expect(named({ src: 'x'.repeat(500) })).toHaveLength(60)
  expect(named({ src: 'a\n\u0000b' })).toBe('a b')
})
