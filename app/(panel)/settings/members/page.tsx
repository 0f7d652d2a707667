// app/(panel)/settings/members/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Deeds } from '@/components/accounts/deeds'
import { InvitationRows } from '@/components/accounts/invitation-rows'
import { MembersTable } from '@/components/accounts/members-table'
import { ReadOnlyNote } from '@/components/accounts/read-only-note'
import { AuditId } from '@/lib/accounts/team.schema'
import { listDeeds, listInvitations, listMembers } from '@/lib/accounts/views'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { cancelInvitationAction, changeRoleAction, removeMemberAction } from './actions'
import { Invite } from './invite'

const DEEDS_A_PAGE = 20

type Props = { readonly searchParams: Promise<{ before?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.tabs')
  return { title: t('members') }
}

export default async function MembersPage({ searchParams }: Props) {
  const ctx = await memberContext('/settings/members')
  const canEdit = may(ctx.actor.role, 'team')
  const before = AuditId.safeParse((await searchParams).before).data
  const [members, invitations, deeds, t] = await Promise.all([
    listMembers(ctx),
    listInvitations(ctx),
    listDeeds(ctx, { limit: DEEDS_A_PAGE, ...(before !== undefined && { before }) }),
    getTranslations('settings.members'),
  ])
  const oldest = deeds.length === DEEDS_A_PAGE ? deeds.at(-1)?.id : undefined
  const actions = { changeRole: changeRoleAction, remove: removeMemberAction }
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-[60ch] text-muted-foreground">{t('lead')}</p>
        {canEdit && <Invite />}
      </div>
      {!canEdit && <ReadOnlyNote sentence={t('ownersOnly')} />}
      <MembersTable members={members} actions={canEdit ? actions : null} />
      {invitations.length > 0 && (
        <InvitationRows
          invitations={invitations}
          cancel={canEdit ? cancelInvitationAction : null}
        />
      )}
      <Deeds deeds={deeds} older={oldest && `/settings/members?before=${oldest}`} />
    </div>
  )
}
