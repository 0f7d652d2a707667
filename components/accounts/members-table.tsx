// components/accounts/members-table.tsx
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Row, Rows } from '@/components/ui/rows'
import type { MemberRow } from '@/lib/accounts/views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { ConfirmButton } from './confirm-button'
import { RoleSelect } from './role-select'

type Actions = {
  readonly changeRole: (id: string, role: string) => Promise<FormAnswer>
  readonly remove: (id: string) => Promise<FormAnswer>
}
type Props = {
  readonly members: readonly MemberRow[]
  /** Null for whom may only look. */
  readonly actions: Actions | null
}

export function MembersTable({ members, actions }: Props) {
  const t = useTranslations('settings')
  return (
    <Card>
      <Rows>
        {members.map(({ id, name, email, role, you }) => (
          <Row
            key={id}
            className="grid items-center gap-x-4 gap-y-3 sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <div className="min-w-0">
              <p className="flex items-center gap-2 font-medium">
                <span className="truncate">{name}</span>
                {you && <Badge variant="outline">{t('members.you')}</Badge>}
              </p>
              <p className="truncate text-muted-foreground">{email}</p>
            </div>
            {actions === null ? (
              <span className="text-muted-foreground">{t(`role.${role}`)}</span>
            ) : (
              <div className="flex flex-wrap items-center gap-2">
                <RoleSelect
                  role={role}
                  label={t('members.changeRole', { name })}
                  change={actions.changeRole.bind(null, id)}
                />
                <ConfirmButton
                  verb={t('members.remove')}
                  label={t('members.removeTitle', { name })}
                  title={t('members.removeTitle', { name })}
                  body={t('members.removeBody')}
                  keep={t('members.keep')}
                  action={actions.remove.bind(null, id)}
                />
              </div>
            )}
          </Row>
        ))}
      </Rows>
    </Card>
  )
}
