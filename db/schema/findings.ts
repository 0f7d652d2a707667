// db/schema/findings.ts
import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { id, instant, oneOf } from '../columns'

export const FINDINGS = [
  'late_approval',
  'stray_approval',
  'stray_refused',
  'still_unknown',
  'capture_refused',
  'capture_due',
  'amount_differs',
  'setup_rejected',
  'unlisted_code',
  /** An answer that contradicts its request, or that nobody can read. */
  'integrity',
  /** What the acquirer says of an attempt is not what we have. */
  'differs',
  /** A transaction of the acquirer that belongs to no attempt. */
  'orphan',
  /** A Pix or a boleto paid after its sale went another way: given back. */
  'paid_late',
  'refund_denied',
  /** An approval nobody wants, or whose time is over, that the acquirer would not let go. */
  'void_refused',
  /** The buyer's bank took the money back. */
  'chargeback',
] as const
export type FindingKind = (typeof FINDINGS)[number]

/** What a person should look at. Nothing here is repaired by hand in the database. */
export const findings = pgTable(
  'payment_findings',
  {
    id: id('id', 'finding').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    /** Null for what belongs to none of ours. */
    attemptId: id('attempt_id', 'attempt'),
    kind: text('kind', { enum: FINDINGS }).notNull(),
    /** Tells two of a kind apart, such as two differences of one attempt; mostly empty. */
    key: text('key').notNull().default(''),
    /** What a person needs to judge it: what we have and what the acquirer says. No card data. */
    detail: jsonb('detail').$type<Readonly<Record<string, string>>>().notNull().default({}),
    createdAt: instant('created_at').notNull(),
    resolvedAt: instant('resolved_at'),
    /** A user's id; a job's name where it went away by itself. */
    resolver: text('resolver'),
    resolution: text('resolution'),
  },
  (t) => [
    unique('findings_once').on(t.accountId, t.attemptId, t.kind, t.key).nullsNotDistinct(),
    index('findings_of_account').on(t.accountId, t.id),
    index('findings_open').on(t.accountId, t.id).where(sql`${t.resolvedAt} is null`),
    check('findings_kind', oneOf(t.kind, FINDINGS)),
  ],
)
