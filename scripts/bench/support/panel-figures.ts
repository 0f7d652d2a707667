// scripts/bench/support/panel-figures.ts
import { randomBytes } from 'node:crypto'
import { connect } from '@/db/client'
import { makeId } from '@/lib/kernel/ids'
import { periodBefore, periodNamed } from '@/lib/kernel/period'
import { Secret } from '@/lib/kernel/secret'
import { clock } from '@/lib/platform/clock'
import type { Ctx } from '@/lib/platform/context'
import { openKeyring } from '@/lib/platform/keyring'
import { openStorage } from '@/lib/platform/storage'
import { approvalReport } from '@/lib/reports/approval-report'
import { refusalsReport } from '@/lib/reports/refusals-report'
import { rescuedReport } from '@/lib/reports/rescued-report'
import { exportCsv } from '@/lib/sales/export-csv'
import { PanelSalesQuery } from '@/lib/sales/sales-query'
import { listSales, sumSales } from '@/lib/sales/views'
import type { Figure } from '../bench'

const ROUNDS = 20
const PAGES = 500
const GOAL_MS = 300
const MB = 1024 * 1024

export type Panel = { readonly url: string; readonly accountId: string }

const noHttp = async () => {
  throw new Error('a list of sales calls nobody')
}

/** A member of the producer, as the panel's pages have one. */
export function openPanel({ url, accountId }: Panel) {
  const db = connect(url, { max: 4 })
  const ctx: Ctx<'member'> = {
    db,
    ...clock,
    newId: (entity) => makeId(entity, clock.now(), randomBytes(16)),
    http: noHttp,
    storage: openStorage({ http: noHttp, now: clock.now }, { DATA_DIR: '.test' }),
    keyring: openKeyring(new Secret(`k1:${'A'.repeat(43)}=`)),
    appUrl: 'http://127.0.0.1',
    simulators: {},
    actor: {
      kind: 'member',
      accountId: accountId as `acc_${string}`,
      userId: 'usr_bench',
      role: 'owner',
    },
  }
  return { ctx, close: () => db.$client.end() }
}

/** Each asks for what a person does, words and all; the page as it is shown is counted. */
export async function listFigures(
  ctx: Ctx<'member'>,
  say: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = []
  const cursor = await walk(ctx)
  for (const [name, filters] of [...Object.entries(ASKED), ['page 500', { cursor }] as const]) {
    const query = PanelSalesQuery.parse(filters)
    figures.push(await timed(name, say, async () => (await listSales(ctx, query)).rows.length))
  }
  const charged = PanelSalesQuery.parse({ status: 'charged_back' })
  const sum = async () => (await sumSales(ctx, charged))?.count ?? 0
  return [...figures, await timed('the sum of what was found', say, sum)]
}

/** The reports of the last thirty days, each with the days before where it is compared. */
export async function reportFigures(
  ctx: Ctx<'member'>,
  say: (line: string) => void,
): Promise<Figure[]> {
  const period = periodNamed('days30', ctx.now())
  const scope = { period, environment: 'production' as const }
  const past = { ...scope, period: periodBefore(period) }
  return [
    await timed(
      'approval, 30 days',
      say,
      async () => (await approvalReport(ctx, scope, past)).all.tried,
    ),
    await timed('rescued, 30 days', say, async () => (await rescuedReport(ctx, scope)).count),
    await timed('refusals, 30 days', say, async () => (await refusalsReport(ctx, scope)).count),
  ]
}

async function timed(
  name: string,
  say: (line: string) => void,
  ask: () => Promise<number>,
): Promise<Figure> {
  const times: number[] = []
  let found = 0
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    found = await ask()
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const value = times[Math.ceil(ROUNDS * 0.95) - 1] ?? 0
  say(
    `${name}: ${found} found, p50 ${(times[ROUNDS / 2] ?? 0).toFixed(1)} ms, p95 ${value.toFixed(1)} ms`,
  )
  return { name: `p95 ${name}`, value, unit: 'ms', goal: { atMost: GOAL_MS } }
}

/** Page after page, as by the button, to the five hundredth. */
async function walk(ctx: Ctx<'member'>): Promise<string> {
  let cursor: string | undefined
  for (let page = 1; page < PAGES; page++) {
    const { next } = await listSales(ctx, PanelSalesQuery.parse({ cursor }))
    if (next === null) throw new Error(`there are only ${page} pages`)
    cursor = next
  }
  return cursor ?? ''
}

/** The names are what a person would say they look for. */
const ASKED: Readonly<Record<string, object>> = {
  'first page': {},
  'refused or failed': { status: 'refused,failed' },
  'charged back': { status: 'charged_back' },
  boleto: { method: 'boleto' },
  acquirer: { acquirer: 'rede' },
  'acquirer without a sale': { acquirer: 'nobody' },
  brand: { brand: 'diners' },
  'brand without a sale': { brand: 'aura' },
  offer: { offer: 'MANY31' },
  'period of 30 days': { from: daysAgo(30), to: daysAgo(0) },
  'a day of last year': { from: daysAgo(200), to: daysAgo(200) },
  'amount over 2.000': { minAmount: '200000' },
  'amount nobody paid': { minAmount: '99999900' },
  'to be captured': { status: 'authorized', capture: 'manual' },
  'several at once': {
    status: 'paid',
    method: 'card',
    brand: 'elo',
    acquirer: 'rede',
    minAmount: '150000',
  },
  'test sales': { test: '1' },
  'a first name': { q: 'maria' },
  'a rare name': { q: 'zulmira padilha' },
  'two names and a status': { q: 'ana silva', status: 'charged_back' },
  'a name nobody has': { q: 'wenceslau' },
  CPF: { q: '398.862.983-39' },
  'e-mail': { q: 'cristiane.silva1@example.com' },
  'beginning of an e-mail': { q: 'cristiane.silva1@' },
  NSU: { q: '000500000' },
  TID: { q: 't0000000000000400000' },
  'own reference': { q: 'PED-400002' },
  'number of a sale': { q: '712345' },
  'authorisation code': { q: '060026' },
  'one letter': { q: 'a' },
}

function daysAgo(days: number): string {
  return new Date(clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10)
}

const CSV_ROWS = 100_000

/** Read like a slow enough browser does: a piece, then the next. */
export async function csvFigures(ctx: Ctx<'member'>): Promise<Figure[]> {
  const words = { decimalComma: true, yes: 'sim', no: 'não' }
  const same = (word: string) => word
  const shape = {
    format: 'excel' as const,
    words: { ...words, status: same, method: same, capture: same, source: same },
    header: same,
  }
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  let bytes = 0
  let lines = -1 // The header is no sale.
  const began = performance.now()
  for await (const piece of exportCsv(ctx, PanelSalesQuery.parse({}), shape)) {
    bytes += Buffer.byteLength(piece)
    lines += piece.split('\r\n').length - 1
    most = Math.max(most, process.memoryUsage().rss)
    if (lines >= CSV_ROWS) break
  }
  const seconds = (performance.now() - began) / 1000
  return [
    { name: `CSV of ${lines} sales`, value: seconds, unit: 's', goal: { atMost: 10 } },
    { name: 'size of the CSV', value: bytes / MB, unit: 'MB' },
    { name: 'memory before it', value: before / MB, unit: 'MB' },
    { name: 'most memory during it', value: most / MB, unit: 'MB' },
    { name: 'memory it took', value: (most - before) / MB, unit: 'MB', goal: { atMost: 150 } },
  ]
}
