// app/(panel)/settings/members/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { cancelInvitation } from '@/lib/accounts/cancel-invitation'
import { changeRole, removeMember } from '@/lib/accounts/change-team'
import { inviteMember } from '@/lib/accounts/invite-member'
import {
  ChangeRoleInput,
  InvitationId,
  InviteMemberInput,
  MemberId,
} from '@/lib/accounts/team.schema'
import { env } from '@/lib/platform/env'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { refused } from '../settle'

const PAGE = '/settings/members'

export async function inviteMemberAction(
  values: unknown,
): Promise<FormAnswer & { readonly link?: string }> {
  const ctx = await memberContext()
  const input = InviteMemberInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const invited = await inviteMember(ctx, input.data)
  if (!invited.ok) return refused(invited.error.code)
  revalidatePath(PAGE)
  return { link: new URL(`/invite/${invited.value.token}`, env.APP_URL).href }
}

export async function cancelInvitationAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const invitationId = InvitationId.safeParse(id)
  if (!invitationId.success) return refused('invitation_not_found')
  const canceled = await cancelInvitation(ctx, invitationId.data)
  if (!canceled.ok) return refused(canceled.error.code)
  revalidatePath(PAGE)
  return {}
}

export async function changeRoleAction(memberId: string, role: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = ChangeRoleInput.safeParse({ memberId, role })
  if (!input.success) return refused('member_not_found')
  const changed = await changeRole(ctx, input.data)
  if (!changed.ok) return refused(changed.error.code)
  revalidatePath('/', 'layout') // It may be one's own role, and so change what the pages offer.
  return {}
}

export async function removeMemberAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const memberId = MemberId.safeParse(id)
  if (!memberId.success) return refused('member_not_found')
  const removed = await removeMember(ctx, memberId.data)
  if (!removed.ok) return refused(removed.error.code)
  revalidatePath(PAGE)
  return {}
}
