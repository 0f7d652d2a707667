// lib/sales/sale-findings.ts
import { and, asc, eq } from 'drizzle-orm'
import { type FindingKind, findings } from '@/db/schema/findings'
import { attempts } from '@/db/schema/payments'
import { connectorOf } from '@/lib/accounts/connectors'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

/** What somebody should know about a sale, or was told. The list of all of them has the details. */
export type SaleFinding = {
  readonly id: Id<'finding'>
  readonly kind: FindingKind
  readonly acquirer: string
  readonly amount: Centavos
  readonly detail: Readonly<Record<string, string>>
  readonly isOpen: boolean
  readonly at: string
}

const SHOWN_MAX = 20

export async function findingsOfSale(
  ctx: Ctx<'member'>,
  saleId: Id<'sale'>,
): Promise<readonly SaleFinding[]> {
  const { id, kind, detail, resolvedAt, createdAt } = findings
  const { acquirer, amount } = attempts
  const rows = await ctx.db
    .select({ id, kind, detail, resolvedAt, createdAt, acquirer, amount })
    .from(attempts)
    .innerJoin(
      findings,
      and(eq(findings.attemptId, attempts.id), eq(findings.accountId, attempts.accountId)),
    )
    .where(and(eq(attempts.saleId, saleId), eq(attempts.accountId, ctx.actor.accountId)))
    .orderBy(asc(id))
    .limit(SHOWN_MAX)
  return rows.map(({ resolvedAt, createdAt, acquirer, ...row }) => ({
    ...row,
    acquirer: connectorOf(acquirer)?.label ?? acquirer,
    isOpen: resolvedAt === null,
    at: createdAt.toISOString(),
  }))
}
