// lib/platform/metrics.ts
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type SQL, sql } from 'drizzle-orm'
import { version } from '@/package.json'
import type { Tools } from './context'

type Gauge = { readonly name: string; readonly help: string; readonly value: number }

/** More than this is one answer, "many": a scrape may not cost more the worse things are. */
const COUNTED_AT_MOST = 10_000

const howMany = (rows: SQL) =>
  sql`(select count(x) from (select 1 as x ${rows} limit ${COUNTED_AT_MOST}) counted)::int`
const ageOf = (oldest: SQL) => sql`coalesce(extract(epoch from now() - ${oldest}), 0)::float8`

/** What waits, each over the partial index that holds only what waits. */
const WAITING: readonly [name: string, help: string, value: SQL][] = [
  [
    'campainha_outbox_waiting',
    'Facts that were not sent yet.',
    howMany(sql`from outbox where sent_at is null`),
  ],
  [
    'campainha_outbox_oldest_seconds',
    'Age of the oldest fact that was not sent yet.',
    ageOf(sql`(select min(created_at) from outbox where sent_at is null)`),
  ],
  [
    'campainha_workflow_events_open',
    'Events that have not started their runs yet.',
    howMany(sql`from engine.event where handled_at is null`),
  ],
  [
    'campainha_workflow_jobs_due',
    'Jobs that could run now and are not running.',
    howMany(sql`from engine.job where blocked_on is null and lease is null and run_at <= now()`),
  ],
  [
    'campainha_workflow_oldest_due_seconds',
    'How long the oldest due job has waited.',
    ageOf(
      sql`(select min(run_at) from engine.job
        where blocked_on is null and lease is null and run_at <= now())`,
    ),
  ],
  [
    'campainha_operations_unsettled',
    'Calls to acquirers that nobody has answered yet.',
    howMany(sql`from payment_operations where status in ('sending', 'unknown')`),
  ],
  [
    'campainha_operations_processing',
    'Refunds that an acquirer took and carries out later.',
    howMany(sql`from payment_operations where status = 'processing'`),
  ],
  [
    'campainha_findings_open',
    'Findings about payments that nobody has resolved.',
    howMany(sql`from payment_findings where resolved_at is null`),
  ],
  [
    'campainha_notices_unhandled',
    'Notices of acquirers that were kept and not followed yet.',
    howMany(sql`from acquirer_notices where handled_at is null`),
  ],
  ...(['asked', 'same', 'differed', 'unanswered'] as const).map(
    (sum) =>
      [
        `campainha_reconciliation_${sum}`,
        `Attempts compared with their acquirers in the last day: ${sum}.`,
        sql`(select coalesce(sum(${sql.identifier(sum)}), 0)::int from reconciliations
          where started_at > now() - interval '24 hours')`,
      ] as [string, string, SQL],
  ),
  [
    'campainha_unlisted_codes',
    'Refusals with a code in no list that nobody has looked at.',
    howMany(sql`from payment_findings where kind = 'unlisted_code' and resolved_at is null`),
  ],
]

const loopDelay = monitorEventLoopDelay({ resolution: 20 })
loopDelay.enable()

/** Prometheus' text format. */
export async function readMetrics(tools: Tools): Promise<string> {
  const gauges = [...(await readWaiting(tools)), ...readProcess()]
  const lines = gauges.flatMap(({ name, help, value }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    `${name} ${value}`,
  ])
  return [
    ...lines,
    '# HELP campainha_build_info The version that runs.',
    '# TYPE campainha_build_info gauge',
    `campainha_build_info{version="${version}"} 1`,
    '',
  ].join('\n')
}

async function readWaiting({ db }: Tools): Promise<Gauge[]> {
  const columns = WAITING.map(([name, , value]) => sql`${value} as ${sql.identifier(name)}`)
  const [row] = await db.execute<Record<string, number>>(sql`select ${sql.join(columns, sql`, `)}`)
  return WAITING.map(([name, help]) => ({ name, help, value: row?.[name] ?? 0 }))
}

function readProcess(): Gauge[] {
  const { rss, heapUsed } = process.memoryUsage()
  const p99 = loopDelay.percentile(99) / 1e9
  loopDelay.reset()
  return [
    { name: 'process_resident_memory_bytes', help: 'Memory of the web process.', value: rss },
    { name: 'nodejs_heap_used_bytes', help: 'Heap in use.', value: heapUsed },
    { name: 'nodejs_eventloop_lag_p99_seconds', help: 'Since the last scrape.', value: p99 },
    { name: 'process_uptime_seconds', help: 'Since the start.', value: process.uptime() },
  ]
}
