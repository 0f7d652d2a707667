// components/accounts/invitation-rows.tsx
import { useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import type { InvitationRow } from '@/lib/accounts/views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { PlainAction } from './plain-action'

type Props = {
  readonly invitations: readonly InvitationRow[]
  readonly cancel: ((id: string) => Promise<FormAnswer>) | null
}

export function InvitationRows({ invitations, cancel }: Props) {
  const t = useTranslations('settings')
  return (
    <Card>
      <CardHeader className="pb-3">
        <CardTitle>{t('members.invitations')}</CardTitle>
      </CardHeader>
      <Rows className="border-t">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <Row key={id} className="flex flex-wrap items-center justify-between gap-3">
            <div className="min-w-0">
              <p className="truncate font-medium">{email}</p>
              <p className="text-muted-foreground">
                {t(`role.${role}`)}
                {' · '}
                {t('members.until')} <RelativeTime at={expiresAt} />
              </p>
            </div>
            {cancel !== null && (
              <PlainAction action={cancel.bind(null, id)}>
                {t('members.cancelInvitation')}
              </PlainAction>
            )}
          </Row>
        ))}
      </Rows>
    </Card>
  )
}
