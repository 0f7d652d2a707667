// lib/accounts/acquirer-views.ts
import { and, eq, isNull } from 'drizzle-orm'
import { accounts, acquirerCredentials, type CredentialPurpose } from '@/db/schema/accounts'
import { type BreakerState, breakers } from '@/db/schema/acquirers'
import type { Environment, PaymentMethod } from '@/db/schema/payments'
import { invariant } from '@/lib/kernel/invariant'
import { type Health, healthOf } from '@/lib/payments/health'
import type { TrialName } from '@/lib/payments/trial-card'
import type { Ctx } from '@/lib/platform/context'
import { type Evidence, evidenceOf } from './acquirer-evidence'
import { connectors } from './connectors'
import { type CredentialField, credentialFieldsOf } from './credential-fields'

export type AcquirerRole = 'main' | 'backup' | 'none'

export type SavedCredentials = {
  readonly environment: Environment
  readonly hint: string
  readonly checkedAt: Date | null
  readonly savedAt: Date
}

export type AcquirerCard = {
  readonly code: string
  readonly label: string
  readonly role: AcquirerRole
  readonly fields: readonly CredentialField[]
  readonly methods: readonly PaymentMethod[]
  /** Whether this installation simulates it, so that it can be tried without a contract. */
  readonly simulated: boolean
  /** Null until credentials were saved. */
  readonly inUse: SavedCredentials | null
  /** Those that only test sales are made with. */
  readonly tests: SavedCredentials | null
  /** Where a test sale would go; null while nothing but real money could be moved. */
  readonly testsIn: Environment | null
  /** The cards that can be tried there. */
  readonly trials: readonly TrialName[]
  readonly evidence: Evidence
  /** Where its breaker stands, of the credentials that sell; null without them. */
  readonly breaker: BreakerView | null
}

type BreakerView = {
  readonly state: BreakerState
  readonly openedAt: Date | null
  /** From when on one sale may try it again. */
  readonly probeAt: Date | null
}

/** Every acquirer there is, those of the account first. */
export async function listAcquirers(ctx: Ctx<'member'>): Promise<readonly AcquirerCard[]> {
  const [rows, evidence] = await Promise.all([
    savedBy(ctx),
    Promise.all(connectors.map(({ code }) => evidenceOf(ctx, code))),
  ])
  const cards = connectors.map(({ code, label, methods, trialCards }, i): AcquirerCard => {
    const inUse = savedFor(rows, code, 'sales')
    const tests = savedFor(rows, code, 'tests')
    const simulated = ctx.simulators[code] !== undefined
    const testsIn = testEnvironment({ inUse, tests, simulated })
    return {
      ...{ code, label, methods, simulated, inUse, tests, testsIn },
      role: roleOf(code, rows[0]),
      fields: credentialFieldsOf(code),
      trials: trialCards
        .filter(({ centavos }) => centavos === null || testsIn === 'simulator')
        .map(({ name }) => name),
      evidence: evidence[i] ?? { trial: null, real: null },
      breaker: breakerFor(rows, code),
    }
  })
  return cards.toSorted((a, b) => ORDER[a.role] - ORDER[b.role])
}

/** The credentials for tests; without them those for sales, as long as they move no real money. */
function testEnvironment(card: Pick<AcquirerCard, 'inUse' | 'tests' | 'simulated'>) {
  const environment = (card.tests ?? card.inUse)?.environment ?? 'production'
  if (environment === 'production' || (environment === 'simulator' && !card.simulated)) return null
  return environment
}

export type AcquirerHealth = Health & {
  readonly code: string
  readonly label: string
  readonly role: 'main' | 'backup'
  readonly environment: Environment
  readonly checkedAt: Date | null
  readonly breaker: BreakerView
}

/** The header's pill: the default first. Empty while the account has no acquirer. */
export async function acquirerPill(ctx: Ctx): Promise<readonly AcquirerHealth[]> {
  const rows = await savedBy(ctx)
  const chosen = connectors.flatMap(({ code, label }) => {
    const row = rows.find((each) => each.acquirer === code && each.purpose === 'sales')
    const role = roleOf(code, row)
    if (row?.environment == null || role === 'none') return []
    const { environment, checkedAt } = row
    return [{ code, label, role, environment, checkedAt, breaker: breakerOf(row) }]
  })
  return Promise.all(
    chosen
      .toSorted((a, b) => ORDER[a.role] - ORDER[b.role])
      .map(async (each) => ({
        ...each,
        ...(await healthOf(ctx, { ...each, acquirer: each.code })),
      })),
  )
}

const ORDER: Readonly<Record<AcquirerRole, number>> = { main: 0, backup: 1, none: 2 }

const { acquirer, environment, purpose, hint, checkedAt, createdAt, replacedAt } =
  acquirerCredentials

/** The account's choice, and a row for each set of credentials it uses. */
const savedBy = (ctx: Ctx) =>
  ctx.db
    .select({
      main: accounts.defaultAcquirer,
      backup: accounts.backupAcquirer,
      ...{ acquirer, environment, purpose, hint, checkedAt, createdAt },
      state: breakers.state,
      openedAt: breakers.openedAt,
      probeAt: breakers.probeAt,
    })
    .from(accounts)
    .leftJoin(
      acquirerCredentials,
      and(eq(acquirerCredentials.accountId, accounts.id), isNull(replacedAt)),
    )
    .leftJoin(
      breakers,
      and(
        eq(breakers.accountId, accounts.id),
        eq(breakers.acquirer, acquirer),
        eq(breakers.environment, environment),
      ),
    )
    .where(eq(accounts.id, ctx.actor.accountId))

type Row = Awaited<ReturnType<typeof savedBy>>[number]

const breakerOf = ({ state, openedAt, probeAt }: Row): BreakerView => ({
  state: state ?? 'closed',
  openedAt,
  probeAt,
})

function breakerFor(rows: readonly Row[], code: string): BreakerView | null {
  const row = rows.find((each) => each.acquirer === code && each.purpose === 'sales')
  return row === undefined ? null : breakerOf(row)
}

const roleOf = (code: string, row: Row | undefined): AcquirerRole => {
  if (row?.main === code) return 'main'
  return row?.backup === code ? 'backup' : 'none'
}

function savedFor(
  rows: readonly Row[],
  code: string,
  use: CredentialPurpose,
): SavedCredentials | null {
  const row = rows.find((each) => each.acquirer === code && each.purpose === use)
  if (row?.environment == null) return null
  invariant(row.createdAt !== null, 'a saved version has its columns')
  const { environment, hint, checkedAt, createdAt } = row
  return { environment, hint: hint ?? '', checkedAt, savedAt: createdAt }
}
