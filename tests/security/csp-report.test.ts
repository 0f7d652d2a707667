// tests/security/csp-report.test.ts
import { expect, test } from 'vitest'
import { isOfExtension, readReports } from '@/lib/security/csp-report'

const PAGE = 'https://loja.example.com/o/HF13OC?utm_source=x&c=secret'

test('both formats of browsers tell the same, without the visitor’s address', () => {
  const old = readReports({
    'csp-report': {
      'document-uri': PAGE,
      'violated-directive': 'script-src-elem',
      'blocked-uri': 'https://evil.example/steal.js?card=4111',
      'source-file': 'https://loja.example.com/o/HF13OC?c=secret',
    },
  })
  const now = readReports([
    { type: 'deprecation', body: { id: 'x' } },
    {
      type: 'csp-violation',
      body: {
        documentURL: PAGE,
        effectiveDirective: 'script-src-elem',
        blockedURL: 'https://evil.example/steal.js?card=4111',
        sourceFile: 'https://loja.example.com/o/HF13OC?c=secret',
      },
    },
  ])
  expect(old).toEqual([
    {
      offerCode: 'HF13OC',
      directive: 'script-src-elem',
      blocked: 'https://evil.example',
      place: 'page',
    },
  ])
  expect(now).toEqual(old)
})

const blocked = (uri: string, source = '') =>
  readReports({
    'csp-report': {
      'document-uri': 'https://loja.example.com/o/HF13OC/done?c=1',
      'effective-directive': 'script-src-elem',
      'blocked-uri': uri,
      'source-file': source,
    },
  })?.[0]

test.each([
  ['inline', '', 'inline', '', false],
  [
    'eval',
    'https://loja.example.com/_next/static/chunks/a.js',
    'eval',
    '/_next/static/chunks/a.js',
    false,
  ],
  ['data', '', 'data', '', false],
  ['chrome-extension', '', 'chrome-extension', '', true],
  ['moz-extension://0f/a.js', '', 'moz-extension', '', true],
  ['inline', 'chrome-extension://abc/x.js', 'inline', 'chrome-extension', true],
  [
    'wss://evil.example/a',
    'https://cdn.example/x.js?u=1',
    'wss://evil.example',
    'https://cdn.example',
    false,
  ],
  ['\u0000 ', '', 'other', '', false],
])('%s from "%s" is counted as %s at "%s"', (uri, source, what, place, noise) => {
  const report = blocked(uri, source)
  expect(report).toMatchObject({ blocked: what, place })
  expect(report && isOfExtension(report)).toBe(noise)
})

test('what is no report, or about no page of ours, is not counted', () => {
  for (const sent of [null, 'x', {}, { 'csp-report': 1 }, [{ type: 1 }]]) {
    expect(readReports(sent)).toBeNull()
  }
  const elsewhere = {
    'document-uri': 'https://loja.example.com/sign-in',
    'effective-directive': 'img-src',
  }
  expect(readReports({ 'csp-report': elsewhere })).toEqual([])
  expect(readReports([{ type: 'csp-violation', body: { documentURL: 1 } }])).toEqual([])
})
