// tests/platform/same-origin.test.ts
import { expect, test } from 'vitest'
import { isSameOrigin } from '@/lib/platform/same-origin'

const APP = 'https://loja.example.com'

test.each<[string, Record<string, string>, boolean]>([
  ['a page of ours', { 'sec-fetch-site': 'same-origin' }, true],
  ['a page of ours in an old browser', { origin: APP }, true],
  ['a page elsewhere', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }, false],
  ['a page elsewhere that names us', { 'sec-fetch-site': 'cross-site', origin: APP }, false],
  ['a page elsewhere in an old browser', { origin: 'https://evil.example' }, false],
  ['a frame without an origin', { origin: 'null' }, false],
  ['an address typed by hand', { 'sec-fetch-site': 'none' }, false],
  ['what is no browser', {}, false],
])('%s', (_, headers, welcome) => {
  expect(isSameOrigin(new Headers(headers), APP)).toBe(welcome)
})
