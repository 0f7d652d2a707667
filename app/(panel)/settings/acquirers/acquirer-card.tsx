// app/(panel)/settings/acquirers/acquirer-card.tsx
'use client'

import { FlaskConical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import type { AcquirerCard as View } from '@/lib/accounts/acquirer-views'
import { CredentialsForm } from './credentials-form'
import { SimulatorOffer } from './simulator-offer'

type Props = { readonly acquirer: View; readonly canEdit: boolean }

/** One acquirer: what it does for the account, with which credentials, and how to change them. */
export function AcquirerCard({ acquirer, canEdit }: Props) {
  const t = useTranslations('settings.acquirers')
  const [editing, setEditing] = useState(false)
  const { label, role, inUse } = acquirer
  const state = inUse === null ? 'off' : role
  const isProduction = inUse?.environment === 'production'
  return (
    <Card aria-label={label}>
      <CardHeader className="flex-wrap">
        <CardTitle className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {label}
          {inUse !== null && !isProduction && (
            <Badge variant="environment">
              <FlaskConical aria-hidden />
              {t(`env.${inUse.environment}`)}
            </Badge>
          )}
        </CardTitle>
        <Status tone={state === 'main' || state === 'backup' ? 'paid' : 'neutral'}>
          {t(`state.${state}`)}
        </Status>
      </CardHeader>
      <CardContent className="grid gap-5">
        {inUse !== null && <InUse inUse={inUse} />}
        {inUse === null && acquirer.simulated && canEdit && <SimulatorOffer acquirer={acquirer} />}
        {editing && <CredentialsForm acquirer={acquirer} close={() => setEditing(false)} />}
        {!editing && canEdit && (
          <Button className="justify-self-start max-sm:h-11" onClick={() => setEditing(true)}>
            {t(inUse === null ? 'connect' : 'replace')}
          </Button>
        )}
      </CardContent>
    </Card>
  )
}

function InUse({ inUse }: { readonly inUse: NonNullable<View['inUse']> }) {
  const t = useTranslations('settings.acquirers')
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
      <div>
        <dt className="text-xs text-muted-foreground">{t('merchant')}</dt>
        <dd>{t.rich('ending', { hint: inUse.hint, mono: (text) => <Mono>{text}</Mono> })}</dd>
      </div>
      <div>
        <dt className="text-xs text-muted-foreground">{t('environment')}</dt>
        <dd>{t(`env.${inUse.environment}`)}</dd>
      </div>
      <div>
        <dt className="text-xs text-muted-foreground">{t('checked')}</dt>
        <dd>
          {inUse.checkedAt === null ? t('neverChecked') : <RelativeTime at={inUse.checkedAt} />}
        </dd>
      </div>
    </dl>
  )
}
