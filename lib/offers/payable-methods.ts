// lib/offers/payable-methods.ts
import { and, eq, isNull } from 'drizzle-orm'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { PAYMENT_METHODS, type PaymentMethod } from '@/db/schema/payments'
import { connectorOf } from '@/lib/accounts/connectors'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'

/** `no_acquirer`: nobody sells anything yet. `none_can`: none of the two in use has a verb for it. */
export type WhyNot = 'no_acquirer' | 'none_can'
export type MethodsOffered = Readonly<Record<PaymentMethod, 'able' | WhyNot>>

/**
 * What the acquirers of an account can do where it sells now: the default's environment, and a backup
 * of another is none. An acquirer may still refuse a method that was never switched on there.
 */
export async function methodsOf(
  { db }: Pick<Tools, 'db'>,
  accountId: Id<'account'>,
): Promise<MethodsOffered> {
  const rows = await db
    .select({
      acquirer: acquirerCredentials.acquirer,
      environment: acquirerCredentials.environment,
      first: accounts.defaultAcquirer,
      second: accounts.backupAcquirer,
    })
    .from(accounts)
    .innerJoin(
      acquirerCredentials,
      and(
        eq(acquirerCredentials.accountId, accounts.id),
        eq(acquirerCredentials.purpose, 'sales'),
        isNull(acquirerCredentials.replacedAt),
      ),
    )
    .where(eq(accounts.id, accountId))
  const main = rows.find(({ acquirer, first }) => acquirer === first)
  const used = rows.filter(
    ({ acquirer, environment, first, second }) =>
      (acquirer === first || acquirer === second) && environment === main?.environment,
  )
  const able = new Set(used.flatMap(({ acquirer }) => connectorOf(acquirer)?.methods ?? []))
  const say = (method: PaymentMethod) =>
    able.has(method) ? 'able' : main === undefined ? 'no_acquirer' : 'none_can'
  return { card: say('card'), pix: say('pix'), boleto: say('boleto') }
}

/** In the order the page shows them. */
export const payableOf = (offered: MethodsOffered, wanted: readonly PaymentMethod[]) =>
  PAYMENT_METHODS.filter((method) => wanted.includes(method) && offered[method] === 'able')
