// db/schema/engine.ts
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../columns'

/**
 * The book of the embedded workflow engine: `docs/operations/workflows.md`. What the SDK must get
 * back unchanged is text: jsonb reorders keys, drops duplicates and refuses \u0000. Queries are in
 * `inngest/engine`; how the job table is stored is in the migration `workflow_storage`.
 */
export const engine = pgSchema('engine')

const serial = (name: string) => bigint(name, { mode: 'number' }).generatedAlwaysAsIdentity()

export const engineEvents = engine.table(
  'event',
  {
    seq: serial('seq').primaryKey(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    body: text('body').notNull(),
    receivedAt: instant('received_at').notNull(),
    handledAt: instant('handled_at'),
  },
  (t) => [index('event_open').on(t.seq).where(sql`${t.handledAt} is null`)],
)

export const engineRuns = engine.table(
  'run',
  {
    id: text('id').primaryKey(),
    fn: text('fn').notNull(),
    /** The event's id; for a cron its slot. */
    idemKey: text('idem_key').notNull(),
    events: text('events').notNull(),
    status: text('status').notNull(),
    version: integer('version').notNull().default(-1),
    forcePlan: boolean('force_plan').notNull().default(false),
    /** Step hashes in order of completion: on replay promises resolve in this order. */
    stack: text('stack').array().notNull().default([]),
    /** The planned group that has not settled yet. */
    pending: text('pending').array().notNull().default([]),
    /** Concurrency keys, evaluated once. */
    ckeys: text('ckeys').array().notNull().default([]),
    singletonKey: text('singleton_key'),
    memoBytes: integer('memo_bytes').notNull().default(0),
    output: text('output'),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    unique('run_once').on(t.fn, t.idemKey),
    uniqueIndex('run_singleton').on(t.singletonKey).where(sql`${t.endedAt} is null`),
    index('run_ended').on(t.endedAt).where(sql`${t.endedAt} is not null`),
  ],
)

const ofRun = () => text('run').references(() => engineRuns.id, { onDelete: 'cascade' })

export const engineSteps = engine.table(
  'step',
  {
    run: ofRun().notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    memo: text('memo').notNull(),
    attempts: integer('attempts').notNull(),
    endedAt: instant('ended_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.id] })],
)

export const engineJobs = engine.table(
  'job',
  {
    id: serial('id').primaryKey(),
    /** `<run>:start`, `<run>:<hash>:plan|next|sleep|timeout`, `ev:<seq>`: a job exists once. */
    key: text('key').notNull().unique('job_once'),
    kind: text('kind').notNull(),
    run: ofRun(),
    fn: text('fn'),
    step: text('step').notNull().default('step'),
    attempt: integer('attempt').notNull().default(0),
    lastError: text('last_error'),
    runAt: instant('run_at').notNull(),
    ckeys: text('ckeys').array().notNull().default([]),
    /** The full concurrency key this job waits behind. */
    blockedOn: text('blocked_on'),
    lease: uuid('lease'),
    leaseUntil: instant('lease_until'),
  },
  (t) => [
    index('job_due').on(t.runAt, t.id).where(sql`${t.blockedOn} is null`),
    index('job_run').on(t.run),
    index('job_blocked').on(t.blockedOn, t.runAt, t.id).where(sql`${t.blockedOn} is not null`),
    index('job_ckeys')
      .using('gin', t.ckeys)
      .where(sql`${t.lease} is not null and ${t.ckeys} <> '{}'`),
  ],
)

export const engineWaits = engine.table(
  'wait',
  {
    /** `<run>:<hash>`, or `<run>:c<n>` for a cancelOn. */
    id: text('id').primaryKey(),
    run: ofRun().notNull(),
    step: text('step'),
    kind: text('kind').notNull(),
    event: text('event').notNull(),
    expr: text('expr').notNull(),
    matchPath: text('match_path').notNull(),
    matchValue: text('match_value').notNull(),
    expires: instant('expires').notNull(),
  },
  (t) => [index('wait_match').on(t.event, t.matchPath, t.matchValue), index('wait_run').on(t.run)],
)

/** GCRA: the theoretical arrival time of the next start of a key. */
export const engineThrottles = engine.table('throttle', {
  key: text('key').primaryKey(),
  tat: instant('tat').notNull(),
})

export const engineCrons = engine.table(
  'cron',
  { fn: text('fn').notNull(), expr: text('expr').notNull(), nextAt: instant('next_at').notNull() },
  (t) => [primaryKey({ columns: [t.fn, t.expr] })],
)
