// tests/security/page-scripts.test.ts
import { describe, expect, test } from 'vitest'
import { pagePolicy } from '@/lib/security/page-policy'
import { hashOf, isOfNext, scriptsIn, sealPage } from '@/lib/security/page-scripts'

const BEGIN =
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["a.js"],"runtimeModuleIds":[1]});'
const FLIGHT = '(self.__next_f=self.__next_f||[]).push([0])'
const flight = (text: string) => `self.__next_f.push(${JSON.stringify([1, text])})`
const inline = (text: string) => `<script>${text}</script>`
const NONE: ReadonlyMap<string, string> = new Map()

describe('an inline script gets a hash when Next wrote it', () => {
  test.each([BEGIN, FLIGHT, flight('1:"a";alert(1)\n'), flight('x'.repeat(9_000))])(
    '%#',
    (text) => {
      expect(isOfNext(text)).toBe(true)
    },
  )

  test.each([
    ['a stranger’s', 'alert(1)'],
    ['one that hides behind ours', `${FLIGHT};fetch("//evil.example")`],
    ['one that is called inside ours', 'self.__next_f.push([1,alert(1)])'],
    ['one that follows ours', `${flight('a')};alert(1)`],
    ['an expression for the list', 'self.__next_f.push([1,"a"].concat(alert(1)))'],
    ['a beginning with more in it', BEGIN.replace('1]', 'alert(1)]')],
    ['a template', 'self.__next_f.push([1,`$' + '{alert(1)}`])'],
  ])('and none when it is %s', (_, text) => {
    expect(isOfNext(text)).toBe(false)
  })
})

test('what Next wrote in many scripts is one, and the policy names it; a stranger’s is not named', () => {
  const page = `<p>a</p>${inline(FLIGHT)}${inline(flight('a'))}${inline('alert(1)')}${inline(flight('b'))}</body>`
  const { html, hashes } = sealPage(page, NONE)
  expect(html).toBe(
    `<p>a</p>${inline(`${FLIGHT};${flight('a')}`)}${inline('alert(1)')}${inline(flight('b'))}</body>`,
  )
  expect(hashes).toEqual([hashOf(`${FLIGHT};${flight('a')}`), hashOf(flight('b'))])
  const policy = pagePolicy({ hashes, video: null, measures: false, framedBy: "'none'" })
  expect(policy).not.toContain(hashOf('alert(1)'))
  expect(/script-src [^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe|https:|\*/)
})

test('a script that keeps its name is hashed as it stands', () => {
  const { html, hashes } = sealPage(`<script id="_R_">${BEGIN}</script>`, NONE)
  expect(html).toBe(`<script id="_R_">${BEGIN}</script>`)
  expect(hashes).toEqual([hashOf(BEGIN)])
})

test('every file of the build carries its hash, its preload the same, and nobody else’s any', () => {
  const integrities = new Map([['/_next/static/chunks/a.js', 'sha384-AAAA']])
  const page =
    '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/>' +
    '<script src="/_next/static/chunks/a.js" async=""></script><script src="/b.js"></script>'
  const { html } = sealPage(page, integrities)
  expect(html.match(/integrity="sha384-AAAA"/g)).toHaveLength(2)
  expect(sealPage(html, integrities).html).toBe(html)
  expect(scriptsIn(html)).toEqual([
    { kind: 'file', address: '/_next/static/chunks/a.js', integrity: 'sha384-AAAA' },
    { kind: 'file', address: '/b.js', integrity: null },
  ])
})

test('who looks at the page again finds the same scripts; data is none', () => {
  const { html, hashes } = sealPage(
    `${inline(FLIGHT)}${inline(flight('a'))}<script type="application/ld+json">{}</script>`,
    NONE,
  )
  expect(scriptsIn(html)).toEqual([{ kind: 'inline', hash: hashes[0], ofNext: true }])
})

describe('frames and media', () => {
  const needs = { hashes: [], video: null, measures: false, framedBy: "'none'" as const }
  test.each([
    ['nothing', needs, "frame-src 'none'", "media-src 'self';"],
    [
      'a YouTube video',
      { ...needs, video: { from: 'youtube' as const, id: 'dQw4w9WgXcQ' } },
      'frame-src https://www.youtube-nocookie.com;',
      "media-src 'self';",
    ],
    [
      'measuring and Vimeo',
      { ...needs, measures: true, video: { from: 'vimeo' as const, id: '76979871' } },
      "frame-src 'self' https://player.vimeo.com;",
      "media-src 'self';",
    ],
    [
      'a file',
      { ...needs, video: { from: 'file' as const, address: 'https://v.example.com/a;b.mp4' } },
      "frame-src 'none'",
      "media-src 'self' https://v.example.com;",
    ],
  ])('of a page with %s', (_, given, frames, media) => {
    const policy = `${pagePolicy(given)};`
    expect(policy).toContain(frames)
    expect(policy).toContain(media)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self';")
  })
})
