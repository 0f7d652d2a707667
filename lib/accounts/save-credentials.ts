// lib/accounts/save-credentials.ts
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, acquirerCredentials, type CredentialPurpose } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { afterAnswer } from '@/lib/payments/breaker'
import { moveBreaker } from '@/lib/payments/tell-breaker'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { notAllowed } from '@/lib/platform/permissions'
import { checkCredentials } from './check-credentials'
import { connectorOf } from './connectors'
import { hintOf } from './credential-fields'
import type { SaveCredentialsInput } from './credentials.schema'

export type SaveCredentialsError =
  /** Credentials for tests are nobody's real shop. */
  | { code: 'not_allowed' | 'unknown_acquirer' | 'simulator_off' | 'tests_in_production' }
  | { code: 'wrong_form'; fields: readonly string[] }
  | { code: 'credentials_refused' | 'acquirer_unreachable'; said: string }

/**
 * Checked with the acquirer first, then kept as a new version: what was authorised with the old one
 * is captured, voided and refunded with the old one.
 */
export async function saveCredentials(
  ctx: Ctx<'member'>,
  { acquirer, environment, values, purpose = 'sales' }: SaveCredentialsInput,
): Promise<Result<{ readonly credentialsId: Id<'credentials'> }, SaveCredentialsError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const connector = connectorOf(acquirer)
  if (connector === null) return err({ code: 'unknown_acquirer' })
  if (purpose === 'tests' && environment === 'production') {
    return err({ code: 'tests_in_production' })
  }
  if (environment === 'simulator' && ctx.simulators[acquirer] === undefined) {
    return err({ code: 'simulator_off' })
  }
  const parsed = connector.credentials.safeParse(values)
  if (!parsed.success) {
    return err({
      code: 'wrong_form',
      fields: parsed.error.issues.map(({ path }) => path.join('.')),
    })
  }
  const question = { connector, environment, credentials: parsed.data }
  const checked = await checkCredentials(ctx, question)
  if (checked.kind === 'refused') return err({ code: 'credentials_refused', said: checked.said })
  if (checked.kind === 'unreachable') {
    return err({ code: 'acquirer_unreachable', said: checked.said })
  }
  const credentialsId = await ctx.db.transaction(async (tx) => {
    const id = await replace(ctx, tx, { acquirer, environment, purpose, values })
    if (purpose === 'sales') await offerAPlace(ctx, tx, acquirer)
    const details = { acquirer, environment, purpose }
    await recordAudit(ctx, tx, { action: 'credentials.saved', subject: id, details })
    if (purpose === 'sales') {
      await recordFact(ctx, tx, { name: 'acquirers.changed', payload: { acquirer } })
    }
    return id
  })
  // It has just answered: what the old credentials did wrong is no reason to sell elsewhere.
  if (purpose === 'sales') {
    await moveBreaker(ctx, { acquirer, environment }, async (_, now) => afterAnswer(now, ctx.now()))
  }
  return ok({ credentialsId })
}

type Saved = SaveCredentialsInput & { readonly purpose: CredentialPurpose }

/** The account's row is the lock: two who save at once do not both find the place of the version free. */
async function replace(ctx: Ctx, tx: Tx, input: Saved) {
  const { acquirer, environment, purpose, values } = input
  const { accountId } = ctx.actor
  const id = ctx.newId('credentials')
  const now = ctx.now()
  await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('update')
  const { replacedAt } = acquirerCredentials
  await tx
    .update(acquirerCredentials)
    .set({ replacedAt: now })
    .where(
      and(
        eq(acquirerCredentials.accountId, accountId),
        eq(acquirerCredentials.acquirer, acquirer),
        eq(acquirerCredentials.purpose, purpose),
        isNull(replacedAt),
      ),
    )
  await tx.insert(acquirerCredentials).values({
    id,
    accountId,
    acquirer,
    environment,
    purpose,
    sealed: ctx.keyring.sealText(JSON.stringify(values)),
    hint: hintOf(acquirer, values),
    checkedAt: now,
    createdAt: now,
  })
  return id
}

/** The first acquirer becomes the default and the second the backup, until somebody chooses. */
async function offerAPlace(ctx: Ctx, tx: Tx, acquirer: string): Promise<void> {
  await tx
    .update(accounts)
    .set({
      defaultAcquirer: sql`coalesce(${accounts.defaultAcquirer}, ${acquirer})`,
      backupAcquirer: sql`case
        when ${accounts.defaultAcquirer} is null or ${accounts.defaultAcquirer} = ${acquirer}
        then ${accounts.backupAcquirer}
        else coalesce(${accounts.backupAcquirer}, ${acquirer}) end`,
    })
    .where(eq(accounts.id, ctx.actor.accountId))
}
