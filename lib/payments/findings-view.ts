// lib/payments/findings-view.ts
import { and, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { type FindingKind, findings } from '@/db/schema/findings'
import { type AttemptStatus, attempts, type Environment } from '@/db/schema/payments'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'
import { type Explained, explainRefusal } from './explain-refusal'
import { FOR_A_PERSON, JUST_TOLD } from './finding-kinds'
import { labelOf } from './labels'

export const FINDING_LISTS = ['open', 'told', 'resolved'] as const
export type FindingList = (typeof FINDING_LISTS)[number]

/** One side of a difference; null where that side says nothing of it. */
export type Side = {
  readonly status: string
  readonly amount: Centavos | null
  readonly captured: Centavos | null
  readonly refunded: Centavos | null
}

export type FindingView = {
  readonly id: Id<'finding'>
  readonly kind: FindingKind
  readonly key: string
  readonly at: string
  /** Null for what belongs to no attempt of ours. */
  readonly attempt: {
    readonly id: Id<'attempt'>
    readonly saleId: Id<'sale'>
    readonly acquirer: string
    readonly status: AttemptStatus
    readonly environment: Environment
    readonly amount: Centavos
    readonly reference: string
    readonly tid: string | null
    /** What the acquirer answered, where the finding is about that. */
    readonly code: string | null
  } | null
  readonly sides: { readonly ours: Side; readonly theirs: Side } | null
  /** The acquirer's refusal in its own words, and in ours. */
  readonly refusal: { readonly said: string; readonly explained: Explained } | null
  readonly detail: Readonly<Record<string, string>>
  readonly resolved: {
    readonly at: string
    /** Null when it went away by itself. */
    readonly who: string | null
    readonly note: string | null
  } | null
}

const A_PAGE = 25

type Page = { readonly list: FindingList; readonly before?: Id<'finding'> | undefined }

/** Newest first, by pages of a key. */
export async function listFindings(ctx: Ctx<'member'>, { list, before }: Page) {
  const rows = await ctx.db
    .select({ finding: findings, attempt: attempts, who: users.name })
    .from(findings)
    .leftJoin(attempts, eq(attempts.id, findings.attemptId))
    .leftJoin(sales, eq(sales.id, attempts.saleId))
    .leftJoin(users, eq(users.id, sql`${findings.resolver}`))
    .where(
      and(
        eq(findings.accountId, ctx.actor.accountId),
        LISTED[list],
        NO_TEST,
        before === undefined ? undefined : lt(findings.id, before),
      ),
    )
    .orderBy(desc(findings.id))
    .limit(A_PAGE + 1)
  const shown = rows.slice(0, A_PAGE)
  const next = rows.length > A_PAGE ? (shown.at(-1)?.finding.id ?? null) : null
  return { rows: shown.map(toView), next }
}

/** What happens to a test sale is what somebody came to see. */
const NO_TEST = sql`${sales.test} is not true`

const LISTED = {
  open: and(isNull(findings.resolvedAt), inArray(findings.kind, FOR_A_PERSON)),
  told: and(isNull(findings.resolvedAt), inArray(findings.kind, JUST_TOLD)),
  resolved: isNotNull(findings.resolvedAt),
} as const

const COUNTED_AT_MOST = 100

/** How many wait for a person; a hundred is many enough. */
export async function countOpenFindings(ctx: Ctx): Promise<number> {
  const waiting = ctx.db
    .select({ id: findings.id })
    .from(findings)
    .leftJoin(attempts, eq(attempts.id, findings.attemptId))
    .leftJoin(sales, eq(sales.id, attempts.saleId))
    .where(and(eq(findings.accountId, ctx.actor.accountId), LISTED.open, NO_TEST))
    .limit(COUNTED_AT_MOST)
    .as('waiting')
  const [row] = await ctx.db.select({ many: sql<number>`count(${waiting.id})::int` }).from(waiting)
  return row?.many ?? 0
}

type Row = {
  readonly finding: typeof findings.$inferSelect
  readonly attempt: typeof attempts.$inferSelect | null
  readonly who: string | null
}

function toView({ finding, attempt, who }: Row): FindingView {
  const { detail, resolvedAt, resolver } = finding
  return {
    id: finding.id,
    kind: finding.kind,
    key: finding.key,
    at: finding.createdAt.toISOString(),
    attempt:
      attempt === null
        ? null
        : {
            id: attempt.id,
            saleId: attempt.saleId,
            acquirer: labelOf(attempt.acquirer) ?? attempt.acquirer,
            status: attempt.status,
            environment: attempt.environment,
            amount: attempt.amount,
            reference: attempt.reference,
            tid: attempt.tid,
            code: OF_A_CODE.includes(finding.kind) ? (attempt.returnCode ?? null) : null,
          },
    sides: sidesOf(finding, attempt),
    refusal: refusalOf(finding, attempt),
    detail,
    resolved:
      resolvedAt === null
        ? null
        : {
            at: resolvedAt.toISOString(),
            who: who ?? (resolver?.startsWith('usr_') === true ? '' : null),
            note: finding.resolution,
          },
  }
}

function sidesOf({ kind, detail }: Row['finding'], attempt: Row['attempt']): FindingView['sides'] {
  if (kind === 'differs') return { ours: sideOf(detail, 'our_'), theirs: sideOf(detail, 'their_') }
  if (kind !== 'orphan' || attempt === null) return null
  const ours = { status: 'nothing', amount: null, captured: null, refunded: null }
  return { ours, theirs: { ...sideOf(detail, ''), status: 'captured' } }
}

const sideOf = (detail: Row['finding']['detail'], prefix: string): Side => ({
  status: detail[`${prefix}status`] ?? '',
  amount: sumOf(detail[`${prefix}amount`]),
  captured: sumOf(detail[`${prefix}captured`]),
  refunded: sumOf(detail[`${prefix}refunded`]),
})

const sumOf = (text: string | undefined) =>
  text !== undefined && /^\d+$/.test(text) ? centavos(Number(text)) : null

const OF_A_CODE: readonly FindingKind[] = ['unlisted_code', 'setup_rejected']

const OPERATION = {
  capture_refused: 'capture',
  void_refused: 'void',
  refund_denied: 'refund',
} as const

function refusalOf(
  { kind, detail }: Row['finding'],
  attempt: Row['attempt'],
): FindingView['refusal'] {
  if (attempt === null || !(kind in OPERATION || kind === 'stray_refused')) return null
  const operation = OPERATION[kind as keyof typeof OPERATION] ?? 'refund'
  const code = detail.code ?? (kind === 'refund_denied' ? 'denied' : '')
  if (code === '') return null
  const explained = explainRefusal({ acquirer: attempt.acquirer, operation, code })
  return { said: code === 'denied' ? '' : `${code} ${detail.said ?? ''}`.trim(), explained }
}
