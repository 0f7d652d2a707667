// lib/accounts/selling-environment.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import { prepared } from '@/db/prepared'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import type { Environment } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'

const { accountId, acquirer, environment, purpose, replacedAt } = acquirerCredentials

const ofDefault = prepared((db) =>
  db
    .select({ environment })
    .from(accounts)
    .innerJoin(
      acquirerCredentials,
      and(
        eq(accountId, accounts.id),
        eq(acquirer, accounts.defaultAcquirer),
        eq(purpose, 'sales'),
        isNull(replacedAt),
      ),
    )
    .where(eq(accounts.id, sql.placeholder('accountId')))
    .prepare('selling_environment'),
)

/**
 * Where the account sells now: every figure shows the sales of this environment and of no other, so
 * that a rehearsal never counts as money. Null until its default acquirer has credentials.
 */
export async function sellingEnvironment(ctx: Ctx): Promise<Environment | null> {
  const [row] = await ofDefault(ctx).execute({ accountId: ctx.actor.accountId })
  return row?.environment ?? null
}
