// lib/sales/operation-view.ts
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { apiKeys, users } from '@/db/schema/accounts'
import { type OperationKind, type OperationStatus, operations } from '@/db/schema/payments'
import { connectorOf } from '@/lib/accounts/connectors'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import { explainRefusal } from '@/lib/payments/explain-refusal'
import type { Ctx } from '@/lib/platform/context'
import type { Locale } from './attempt-view'
import type { SaleAttempt } from './sale'

const SHOWN = ['capture', 'void', 'refund'] as const satisfies readonly OperationKind[]
const SHOWN_MAX = 50

/** Who wanted it. A program of ours and the buyer have no name to show. */
export type Wanted =
  | { readonly kind: 'member' | 'api'; readonly name: string | null }
  | { readonly kind: 'job' | 'buyer' }

/** A capture, a void or a refund, as it went: what, who, when and why. */
export type OperationView = {
  readonly id: Id<'operation'>
  readonly kind: (typeof SHOWN)[number]
  readonly status: OperationStatus
  readonly acquirer: string
  readonly amount: Centavos
  readonly startedAt: string
  readonly ms: number | null
  readonly by: Wanted
  readonly note: string | null
  /** The acquirer's refusal: its code, what that means there, and what may be done about it. */
  readonly refusal: {
    readonly code: string
    readonly said: string
    readonly description: string
    readonly guidance: string
  } | null
}

const isShown = (kind: OperationKind): kind is OperationView['kind'] =>
  SHOWN.some((each) => each === kind)

export const operationsOf = (ctx: Ctx<'member'>, saleId: Id<'sale'>) =>
  ctx.db
    .select({ call: operations, person: users.name, key: apiKeys.name })
    .from(operations)
    .leftJoin(users, eq(users.id, sql`${operations.actorId}`))
    .leftJoin(
      apiKeys,
      and(eq(apiKeys.id, sql`${operations.actorId}`), eq(apiKeys.accountId, operations.accountId)),
    )
    .where(
      and(
        eq(operations.saleId, saleId),
        eq(operations.accountId, ctx.actor.accountId),
        inArray(operations.kind, [...SHOWN]),
      ),
    )
    .orderBy(asc(operations.id))
    .limit(SHOWN_MAX)

type Row = Awaited<ReturnType<typeof operationsOf>>[number]

export function toOperationViews(
  rows: readonly Row[],
  attempts: readonly SaleAttempt[],
  locale: Locale,
): readonly OperationView[] {
  return rows.flatMap(({ call, person, key }) => {
    const { kind, startedAt, answeredAt } = call
    if (!isShown(kind)) return []
    const attempt = attempts.find(({ id }) => id === call.attemptId)
    const acquirer = attempt?.acquirer ?? ''
    // Whoever sends a sale does not ask for each of its calls.
    const isOwn = kind === 'capture' && attempt?.captureMode === 'automatic'
    const refusal = call.status === 'refused' ? refusalIn(call.said) : null
    return [
      {
        id: call.id,
        kind,
        status: call.status,
        acquirer: connectorOf(acquirer)?.label ?? acquirer,
        amount: call.amount,
        startedAt: startedAt.toISOString(),
        ms: answeredAt === null ? null : answeredAt.getTime() - startedAt.getTime(),
        by: isOwn ? { kind: 'job' as const } : wantedBy(call.actorKind, person, key),
        note: call.note,
        refusal: refusal === null ? null : explained(acquirer, kind, refusal, locale),
      },
    ]
  })
}

function wantedBy(kind: string, person: string | null, key: string | null): Wanted {
  if (kind === 'member') return { kind, name: person }
  if (kind === 'api') return { kind, name: key }
  return { kind: kind === 'buyer' ? 'buyer' : 'job' }
}

type Refused = { readonly code: string; readonly said: string }

function refusalIn(said: unknown): Refused | null {
  const refusal = (said as { refusal?: { code?: string; message?: string } } | null)?.refusal
  return refusal === undefined ? null : { code: refusal.code ?? '', said: refusal.message ?? '' }
}

function explained(
  acquirer: string,
  operation: OperationView['kind'],
  refusal: Refused,
  locale: Locale,
) {
  const { description, guidance } = explainRefusal({ acquirer, operation, code: refusal.code })
  return { ...refusal, description: description[locale], guidance: guidance[locale] }
}
