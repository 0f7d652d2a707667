// lib/notifications/suppress-contacts.ts
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import { messages } from '@/db/schema/notifications'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { type AddressIssue, readAddress } from './contact-address'
import { moveMessage } from './move-message'

type Refusal = { readonly code: 'not_allowed' | 'contact_not_found' | AddressIssue }

/** From now on nobody writes to it, in any store; what waits for it is taken back. */
export async function suppressContact(
  ctx: Ctx<'member'>,
  { address: typed }: { readonly address: string },
): Promise<Result<{ readonly address: string; readonly already: boolean }, Refusal>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const read = readAddress(typed)
  if (!read.ok) return err({ code: read.issue })
  const { address } = read
  const added = await ctx.db.transaction(async (tx) => {
    const written = await suppressAll(ctx, tx, [address], 'panel')
    if (written === 0) return 0
    await recordAudit(ctx, tx, { action: 'contact.suppressed', subject: address })
    return written
  })
  return ok({ address, already: added === 0 })
}

/** Inside the caller's transaction: how many of them were not on the list before. */
export async function suppressAll(
  ctx: Ctx<'member'>,
  tx: Tx,
  addresses: readonly string[],
  how: string,
): Promise<number> {
  const { accountId } = ctx.actor
  const told = { suppressedAt: ctx.now(), suppressedHow: how }
  // In one order always, so that two lists that share people never wait for each other.
  const rows = [...new Set(addresses)].sort().map((phone) => ({ accountId, phone, ...told }))
  if (rows.length === 0) return 0
  const added = await tx
    .insert(contacts)
    .values(rows)
    .onConflictDoUpdate({
      target: [contacts.accountId, contacts.phone],
      set: told,
      setWhere: isNull(contacts.suppressedAt),
    })
    .returning({ address: contacts.phone })
  const news = added.map(({ address }) => address)
  if (news.length > 0) await takeBack(ctx, tx, news)
  return news.length
}

async function takeBack(ctx: Ctx<'member'>, tx: Tx, addresses: readonly string[]) {
  const all = sql`string_to_array(${addresses.join('\n')}, E'\\n')`
  const pending = await tx
    .select({ id: messages.id, state: messages.state })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, ctx.actor.accountId),
        sql`(${messages.to} = any(${all}) or ${messages.email} = any(${all}))`,
        inArray(messages.state, ['scheduled', 'queued']),
      ),
    )
    .orderBy(asc(messages.id))
    // One that is being judged at this moment is asked about its buyer again before it leaves.
    .for('update', { skipLocked: true })
  for (const { id, state } of pending) {
    await moveMessage(ctx, tx, { id, from: state, to: 'suppressed', reason: 'suppressed_contact' })
  }
}

/** Off the producer's own list. What the buyer themselves asked for stays as they asked. */
export async function releaseContact(
  ctx: Ctx<'member'>,
  { address }: { readonly address: string },
): Promise<Result<null, Refusal>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  return ctx.db.transaction(async (tx) => {
    const [released] = await tx
      .update(contacts)
      .set({ suppressedAt: null, suppressedHow: null })
      .where(
        and(
          eq(contacts.accountId, ctx.actor.accountId),
          eq(contacts.phone, address),
          isNotNull(contacts.suppressedAt),
        ),
      )
      .returning({ address: contacts.phone })
    if (released === undefined) return err({ code: 'contact_not_found' })
    await recordAudit(ctx, tx, { action: 'contact.released', subject: address })
    return ok(null)
  })
}
