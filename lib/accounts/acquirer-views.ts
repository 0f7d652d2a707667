// lib/accounts/acquirer-views.ts
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { attempts, type Environment } from '@/db/schema/payments'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { connectors } from './connectors'
import { type CredentialField, credentialFieldsOf } from './credential-fields'

export type AcquirerRole = 'main' | 'backup' | 'none'

export type AcquirerCard = {
  readonly code: string
  readonly label: string
  readonly role: AcquirerRole
  readonly fields: readonly CredentialField[]
  /** Whether this installation simulates it, so that it can be tried without a contract. */
  readonly simulated: boolean
  /** Null until credentials were saved. */
  readonly inUse: {
    readonly environment: Environment
    readonly hint: string
    readonly checkedAt: Date | null
    readonly savedAt: Date
  } | null
}

/** Every acquirer there is, those of the account first. */
export async function listAcquirers(ctx: Ctx<'member'>): Promise<readonly AcquirerCard[]> {
  const rows = await inUse(ctx)
  const cards = connectors.map(({ code, label }): AcquirerCard => {
    const row = rows.find(({ acquirer }) => acquirer === code)
    return {
      code,
      label,
      role: roleOf(code, rows[0]),
      fields: credentialFieldsOf(code),
      simulated: ctx.simulators[code] !== undefined,
      inUse: row?.environment == null ? null : savedOf(row),
    }
  })
  return cards.toSorted((a, b) => ORDER[a.role] - ORDER[b.role])
}

export type AcquirerHealth = {
  readonly code: string
  readonly label: string
  readonly role: 'main' | 'backup'
  readonly environment: Environment
  readonly checkedAt: Date | null
  /** Of the last attempts that were answered, from 0 to 1; null while there are none. */
  readonly approvalRate: number | null
}

/** The header's pill: the default first. Empty while the account has no acquirer. */
export async function acquirerPill(ctx: Ctx): Promise<readonly AcquirerHealth[]> {
  const rows = await inUse(ctx)
  const chosen = connectors.flatMap(({ code, label }) => {
    const row = rows.find(({ acquirer }) => acquirer === code)
    const role = roleOf(code, row)
    if (row?.environment == null || role === 'none') return []
    return [{ code, label, role, environment: row.environment, checkedAt: row.checkedAt }]
  })
  const rates = await Promise.all(chosen.map(({ code }) => approvalRateOf(ctx, code)))
  return chosen
    .map((each, i) => ({ ...each, approvalRate: rates[i] ?? null }))
    .toSorted((a, b) => ORDER[a.role] - ORDER[b.role])
}

const ORDER: Readonly<Record<AcquirerRole, number>> = { main: 0, backup: 1, none: 2 }

const { acquirer, environment, hint, checkedAt, createdAt, purpose, replacedAt } =
  acquirerCredentials

/** The account's choice, and a row for each acquirer it has credentials of. */
const inUse = (ctx: Ctx) =>
  ctx.db
    .select({
      main: accounts.defaultAcquirer,
      backup: accounts.backupAcquirer,
      acquirer,
      environment,
      hint,
      checkedAt,
      createdAt,
    })
    .from(accounts)
    .leftJoin(
      acquirerCredentials,
      and(eq(acquirerCredentials.accountId, accounts.id), eq(purpose, 'sales'), isNull(replacedAt)),
    )
    .where(eq(accounts.id, ctx.actor.accountId))

type Row = Awaited<ReturnType<typeof inUse>>[number]

const roleOf = (code: string, row: Row | undefined): AcquirerRole => {
  if (row?.main === code) return 'main'
  return row?.backup === code ? 'backup' : 'none'
}

function savedOf(row: Row): NonNullable<AcquirerCard['inUse']> {
  invariant(row.environment !== null && row.createdAt !== null, 'a saved version has its columns')
  const { environment, hint, checkedAt, createdAt } = row
  return { environment, hint: hint ?? '', checkedAt, savedAt: createdAt }
}

/** Enough to be steady, few enough to show this hour and not last month. */
const LAST = 50
const APPROVED = ['authorized', 'captured', 'voided', 'refunded'] as const
const ANSWERED = [...APPROVED, 'refused'] as const

async function approvalRateOf(ctx: Ctx, code: string): Promise<number | null> {
  const last = ctx.db
    .select({ yes: sql<number>`(${inArray(attempts.status, [...APPROVED])})::int`.as('yes') })
    .from(attempts)
    .where(
      and(
        eq(attempts.accountId, ctx.actor.accountId),
        eq(attempts.acquirer, code),
        inArray(attempts.status, [...ANSWERED]),
      ),
    )
    .orderBy(desc(attempts.id))
    .limit(LAST)
    .as('last')
  const [row] = await ctx.db
    .select({ rate: sql<number | null>`avg(${last.yes})::float8` })
    .from(last)
  return row?.rate ?? null
}
