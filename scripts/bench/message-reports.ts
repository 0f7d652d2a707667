// scripts/bench/message-reports.ts
import postgres from 'postgres'
import { periodBefore, periodNamed } from '@/lib/kernel/period'
import type { Ctx } from '@/lib/platform/context'
import { foldMessageDays } from '@/lib/reports/fold-message-days'
import { liftReport } from '@/lib/reports/lift-report'
import { messageReport } from '@/lib/reports/message-report'
import { originsReport } from '@/lib/reports/origins-report'
import { recoveredSum, recoveryReport } from '@/lib/reports/recovery-report'
import { timesReport } from '@/lib/reports/times-report'
import type { Bench, Figure } from './bench'
import { manyMessages } from './support/many-messages'
import { openPanel } from './support/panel-figures'

const MESSAGES = 1_000_000
const DAYS = 90
const ACCOUNT = 'acc_many'
const ROUNDS = 20
const GOAL_MS = 300

/** The reports on notifications of a producer with a million messages in ninety days. */
export const bench: Bench = {
  name: 'message-reports',
  about: 'reports of thirty days over a million messages: p95 of each, and of the whole page',
  run: async ({ postgres: start, say }) => {
    const { url } = await (await start()).database()
    const began = performance.now()
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    await sql`insert into accounts (id, name, created_at) values (${ACCOUNT}, 'Many', now())`
    await manyMessages(url, { accountId: ACCOUNT, count: MESSAGES, until: new Date(), days: DAYS })
    say(
      `message-reports: ${MESSAGES} messages in ${Math.round((performance.now() - began) / 1000)} s`,
    )
    const { ctx, close } = openPanel({ url, accountId: ACCOUNT })
    try {
      while ((await foldMessageDays(ctx)).more);
      await sql`vacuum (analyze) message_days`
      return await figuresOf(ctx, say)
    } finally {
      await close()
      await sql.end()
    }
  },
}

export async function figuresOf(
  ctx: Ctx<'member'>,
  say: (line: string) => void,
): Promise<Figure[]> {
  const period = periodNamed('days30', ctx.now())
  const scope = { period }
  const past = { period: periodBefore(period) }
  const origins = { period, by: ['utm_source', 'utm_campaign'] as const, only: {} }
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    counts: () => messageReport(ctx, scope),
    recoveries: () => recoveryReport(ctx, scope),
    lift: () => liftReport(ctx, scope),
    times: () => timesReport(ctx, scope),
    page: () =>
      Promise.all([
        ...[messageReport(ctx, scope), recoveryReport(ctx, scope), recoveredSum(ctx, past)],
        ...[liftReport(ctx, scope), timesReport(ctx, scope)],
      ]),
    'origins by two': () => originsReport(ctx, origins),
  }
  const figures: Figure[] = []
  for (const [name, ask] of Object.entries(asked)) figures.push(await timed(name, ask, say))
  return figures
}

async function timed(name: string, ask: () => Promise<unknown>, say: (line: string) => void) {
  await ask()
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now()
    await ask()
    took.push(performance.now() - from)
  }
  const sorted = took.toSorted((a, b) => a - b)
  const p95 = sorted[Math.floor(ROUNDS * 0.95) - 1] ?? 0
  say(`message-reports: ${name} ${Math.round(p95)} ms`)
  return figureOf(name, p95)
}

const figureOf = (name: string, ms: number): Figure => ({
  name: `${name}, p95`,
  value: Math.round(ms),
  unit: 'ms',
  goal: { atMost: GOAL_MS },
})
