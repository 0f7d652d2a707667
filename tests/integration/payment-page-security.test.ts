// tests/integration/payment-page-security.test.ts
import { and, eq, isNull } from 'drizzle-orm'
import { expect, inject, test, vi } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { offers } from '@/db/schema/offers'
import { cspReports, pageChecks, scriptInventories } from '@/db/schema/security'
import type { Http, HttpReply } from '@/lib/platform/http'
import { setLogLevel } from '@/lib/platform/log'
import { checkPage, checkRelease, listPages } from '@/lib/security/check-pages'
import type { Inventory } from '@/lib/security/inventory'
import { forgetReports, keepReports } from '@/lib/security/keep-reports'
import { pagePolicy, REPORTING } from '@/lib/security/page-policy'
import { hashOf, integrityOf } from '@/lib/security/page-scripts'
import { readPageSecurity } from '@/lib/security/views'
import { givenShop } from '../support/given-shop'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

setLogLevel('silent')
const db = await testDb()

/** What the web gives, by path: the page of a release and its one file. Tests spoil it. */
const FILE = Buffer.from('console.log("checkout")')
const FLIGHT = 'self.__next_f.push([1,"a"])'
const needs = { video: null, measures: false, framedBy: "'none'" as const }
const good = () => ({
  html: `<html><script src="/_next/static/chunks/a.js" integrity="${integrityOf(FILE)}"></script><script>${FLIGHT}</script></html>`,
  headers: {
    'content-security-policy': pagePolicy({ ...needs, hashes: [hashOf(FLIGHT)] }),
    'reporting-endpoints': REPORTING,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000',
  } as Record<string, string>,
  file: FILE,
  status: 200,
})
let web = good()
const answer = (body: Buffer, headers = {}): HttpReply => ({
  ...{ kind: 'reply', status: web.status, body: body.toString(), bytes: body, headers },
})
const http: Http = async ({ url }) =>
  new URL(url).pathname.startsWith('/o/')
    ? answer(Buffer.from(web.html), web.headers)
    : answer(web.file)
const { ctx, advance } = testCtx({ db, http })
const { member, offer } = await givenShop(ctx)

const inventory = (build = 'b1'): Inventory => ({
  ...{ build, release: '0.1.0', builtAt: '2026-03-01T12:00:00.000Z' },
  scripts: [
    {
      path: '/_next/static/chunks/a.js',
      integrity: integrityOf(FILE),
      bytes: FILE.byteLength,
      purpose: 'page',
    },
  ],
})

async function check(given = inventory()) {
  const release = await checkRelease(member, given)
  const [page] = await listPages(member, { accountId: member.actor.accountId })
  if (page === undefined) throw new Error('no page is published')
  return checkPage(member, page, release)
}
const openAlerts = () =>
  db
    .select({ kind: alerts.kind, key: alerts.key, times: alerts.times, detail: alerts.detail })
    .from(alerts)
    .where(and(eq(alerts.accountId, member.actor.accountId), isNull(alerts.resolvedAt)))

test('a page as it was released is written down as good, and raises nothing', async () => {
  web = good()
  expect(await check()).toEqual([])
  const [row] = await db.select().from(pageChecks).where(eq(pageChecks.offerId, offer.id))
  expect(row).toMatchObject({ inline: 1, files: 1, differences: [], build: 'b1' })
  expect(row?.goodAt).toEqual(row?.checkedAt)
  expect(await openAlerts()).toEqual([])
})

const policy = () => web.headers['content-security-policy'] ?? ''
test.each<[string, () => void, string[]]>([
  [
    'an inline script of a stranger’s',
    () => (web.html += '<script>steal()</script>'),
    ['inline_unknown'],
  ],
  [
    'a file of a stranger’s',
    () => (web.html += '<script src="https://evil.example/x.js"></script>'),
    ['file_unknown'],
  ],
  [
    'a file without its seal',
    () => (web.html = web.html.replace(/ integrity="[^"]*"/, '')),
    ['file_unsealed'],
  ],
  [
    'a file whose bytes and seal were both changed',
    () => {
      web.file = Buffer.from('steal()')
      web.html = web.html.replace(integrityOf(FILE), integrityOf(web.file))
    },
    ['file_changed', 'file_seal_differs'],
  ],
  ['a handler in a tag', () => (web.html += '<img onerror="steal()">'), ['handler']],
  [
    'a policy with one more source',
    () => {
      web.headers['content-security-policy'] = policy().replace(
        "connect-src 'self'",
        "connect-src 'self' https://evil.example",
      )
    },
    ['policy_differs'],
  ],
  [
    'a script that the policy does not know',
    () => (web.html = web.html.replace(FLIGHT, 'self.__next_f.push([1,"b"])')),
    ['policy_differs'],
  ],
  ['no policy', () => delete web.headers['content-security-policy'], ['policy_missing']],
  ['no promise of https', () => delete web.headers['strict-transport-security'], ['header']],
])('%s raises an alert, once, until it is gone', async (_, spoil, codes) => {
  web = good()
  spoil()
  expect((await check()).map(({ code }) => code)).toEqual(codes)
  expect(await openAlerts()).toMatchObject([
    { kind: 'page_changed', key: offer.id, times: 1, detail: { offer: 'Violão do Zero' } },
  ])
  advance(86_400_000)
  await check()
  expect(await openAlerts()).toMatchObject([{ times: 2 }])
  web = good()
  expect(await check()).toEqual([])
  expect(await openAlerts()).toEqual([])
})

test('a difference of one moment, such as a publication, is looked at again and believed no more', async () => {
  web = good()
  web.headers['x-frame-options'] = 'SAMEORIGIN'
  const mend = async () => {
    web = good()
  }
  const mending = { ...member, wait: mend }
  const release = await checkRelease(member, inventory())
  const [page] = await listPages(member, { accountId: member.actor.accountId })
  expect(page && (await checkPage(mending, page, release))).toEqual([])
})

test('a page that cannot be reached is written down and is nobody’s alarm', async () => {
  web = good()
  const release = await checkRelease(member, inventory())
  const [page] = await listPages(member, { accountId: member.actor.accountId })
  const away = {
    ...member,
    http: async () => ({ kind: 'not_sent', cause: 'ECONNREFUSED' }) as const,
  }
  expect(page && (await checkPage(away, page, release))).toEqual([
    { code: 'unreachable', detail: 'ECONNREFUSED' },
  ])
  expect(await openAlerts()).toEqual([])
})

test('who changes the files and the list beside them is found out by the list that was kept', async () => {
  web = good()
  await check(inventory('b2'))
  const forged = Buffer.from('steal()')
  web.file = forged
  web.html = web.html.replace(integrityOf(FILE), integrityOf(forged))
  const list = inventory('b2')
  const scripts = list.scripts.map((each) => ({ ...each, integrity: integrityOf(forged) }))
  expect((await check({ ...list, scripts })).map(({ code }) => code)).toEqual([
    'list_differs',
    'file_changed',
    'file_seal_differs',
  ])
  web = good()
  await check()
})

test('only what is published and not put away is looked at, a few at a time', async () => {
  const mine = { accountId: member.actor.accountId }
  const [first] = await listPages(member, { ...mine, limit: 1 })
  expect(first?.code).toBe(offer.code)
  expect(await listPages(member, { ...mine, after: first?.id ?? '' })).toEqual([])
  await db.update(offers).set({ archivedAt: ctx.now() }).where(eq(offers.id, offer.id))
  expect(await listPages(member, mine)).toEqual([])
  await db.update(offers).set({ archivedAt: null }).where(eq(offers.id, offer.id))
})

const report = (more: object = {}) => ({
  ...{ offerCode: offer.code, directive: 'script-src-elem', blocked: 'inline', place: '' },
  ...more,
})

test('reports are counted, not collected, and those about nobody’s page are dropped', async () => {
  await keepReports(ctx, [report(), report(), report({ blocked: 'https://evil.example' })])
  advance(1_000)
  await keepReports(ctx, [report(), report({ offerCode: 'ZZZZZZ' })])
  const rows = await db.select().from(cspReports).where(eq(cspReports.offerCode, offer.code))
  expect(rows.map(({ blocked, times }) => [blocked, times]).sort()).toEqual([
    ['https://evil.example', 1],
    ['inline', 3],
  ])
  expect(
    rows.every(({ firstAt, lastAt, blocked }) => blocked !== 'inline' || firstAt < lastAt),
  ).toBe(true)
  expect(await db.select().from(cspReports).where(eq(cspReports.offerCode, 'ZZZZZZ'))).toEqual([])
})

test('nobody fills the disk with reports: after 200 kinds the rest is one', async () => {
  const invented = Array.from({ length: 500 }, (_, i) =>
    report({ blocked: `https://a${i}.example` }),
  )
  await keepReports(ctx, invented)
  await keepReports(ctx, invented)
  const rows = await db.select().from(cspReports).where(eq(cspReports.offerCode, offer.code))
  expect(rows.length).toBeLessThanOrEqual(201)
  expect(rows.find(({ directive }) => directive === 'other')?.times).toBeGreaterThan(500)
})

test('the panel shows the release, the last looks and the reports of one’s own account alone', async () => {
  const mine = await readPageSecurity(member)
  expect(mine.inventory).toMatchObject({ release: '0.1.0' })
  expect(mine.checks).toMatchObject([
    { code: offer.code, title: 'Violão do Zero', differences: [] },
  ])
  expect(mine.reports.length).toBeGreaterThan(0)
  const { member: other } = await givenShop(ctx)
  expect(await readPageSecurity(other)).toMatchObject({
    checks: [{ checkedAt: null }],
    reports: [],
  })
})

test('reports nobody met for a quarter are forgotten', async () => {
  advance(91 * 86_400_000)
  await forgetReports(ctx)
  expect(await db.select().from(cspReports)).toEqual([])
  expect(await db.select().from(scriptInventories)).not.toEqual([])
})

test('the address takes both formats, and refuses what is large, wrong or too much', async () => {
  const [{ name }] = (await db.$client`select current_database() as name`) as unknown as [
    { name: string },
  ]
  vi.stubEnv('DATABASE_URL', `${inject('postgres').server}/${name}`)
  vi.stubEnv('APP_URL', 'http://127.0.0.1:3000')
  vi.stubEnv('AUTH_SECRET', '-'.repeat(32))
  vi.stubEnv('ENCRYPTION_KEY', `k1:${Buffer.alloc(32, 7).toString('base64')}`)
  vi.stubEnv('INNGEST_SIGNING_KEY', '0'.repeat(64))
  const { POST } = await import('@/app/api/csp-reports/route')
  const { tools } = await import('@/lib/platform/tools')
  setLogLevel('silent')
  const post = (body: string, address = '203.0.113.9') =>
    POST(
      new Request('http://127.0.0.1:3000/api/csp-reports', {
        method: 'POST',
        headers: { 'content-type': 'application/csp-report', 'x-forwarded-for': address },
        body,
      }),
    )
  const told = JSON.stringify({
    'csp-report': {
      'document-uri': `https://loja.example.com/o/${offer.code}`,
      'effective-directive': 'script-src-elem',
      'blocked-uri': 'inline',
    },
  })
  expect((await post(told)).status).toBe(204)
  expect((await post(`[${'{"type":"csp-violation"},'.repeat(3)}{"type":"x"}]`)).status).toBe(204)
  expect((await post('{')).status).toBe(400)
  expect((await post(`"${'x'.repeat(16 * 1024)}"`)).status).toBe(413)
  expect(await db.select().from(cspReports)).toMatchObject([{ blocked: 'inline', times: 1 }])
  const many = await Promise.all(Array.from({ length: 40 }, () => post(told)))
  const late = many.find(({ status }) => status === 429)
  expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await post(told, '203.0.113.10')).status).toBe(204)
  await tools.db.$client.end()
})
