// lib/accounts/change-team.ts
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, members } from '@/db/schema/accounts'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { type Deed, recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { ChangeRoleInput } from './team.schema'

export type ChangeTeamError = { code: 'not_allowed' | 'member_not_found' | 'last_owner' }

type Member = typeof members.$inferSelect
type Change = { readonly deed: Deed; readonly apply: (tx: Tx, member: Member) => Promise<unknown> }

export async function changeRole(
  ctx: Ctx<'member'>,
  { memberId, role }: ChangeRoleInput,
): Promise<Result<null, ChangeTeamError>> {
  return changeMember(ctx, memberId, {
    deed: { action: 'member.role_changed', subject: memberId, details: { role } },
    apply: (tx) => tx.update(members).set({ role }).where(eq(members.id, memberId)),
  })
}

/** Their sessions in this account are over with the row; their other accounts stay. */
export async function removeMember(
  ctx: Ctx<'member'>,
  memberId: Id<'member'>,
): Promise<Result<null, ChangeTeamError>> {
  return changeMember(ctx, memberId, {
    deed: { action: 'member.removed', subject: memberId },
    apply: (tx) => tx.delete(members).where(eq(members.id, memberId)),
  })
}

/** Under the account's lock, so that two owners cannot remove each other at the same moment. */
async function changeMember(
  ctx: Ctx<'member'>,
  memberId: Id<'member'>,
  { deed, apply }: Change,
): Promise<Result<null, ChangeTeamError>> {
  if (notAllowed(ctx, 'team')) return err({ code: 'not_allowed' })
  const { accountId } = ctx.actor
  return ctx.db.transaction(async (tx) => {
    await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('update')
    const team = await tx.select().from(members).where(eq(members.accountId, accountId))
    const member = team.find(({ id }) => id === memberId)
    if (member === undefined) return err({ code: 'member_not_found' })
    const owners = team.filter(({ role }) => role === 'owner')
    const stays = deed.details?.role === 'owner'
    if (!stays && owners.length === 1 && owners[0]?.id === memberId) {
      return err({ code: 'last_owner' })
    }
    await apply(tx, member)
    await recordAudit(ctx, tx, deed)
    return ok(null)
  })
}
