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
import type { SavedCredentials, AcquirerCard as View } from '@/lib/accounts/acquirer-views'
import { CredentialsForm } from './credentials-form'
import { DownNotice } from './down-notice'
import { Homologation } from './homologation'
import { SimulatorOffer } from './simulator-offer'
import { TestSale } from './test-sale'

type Props = {
  readonly acquirer: View
  /** The only one the account sells with. */
  readonly alone: boolean
  readonly canEdit: boolean
}

/** One acquirer: what it does for the account, with which credentials, and how to try it. */
export function AcquirerCard({ acquirer, alone, canEdit }: Props) {
  const t = useTranslations('settings.acquirers')
  const [editing, setEditing] = useState<'sales' | 'tests' | null>(null)
  const [left, setLeft] = useState<typeof editing>(null)
  const { label, role, inUse, tests } = acquirer
  const state = inUse === null ? 'off' : role
  return (
    <Card aria-label={label}>
      <CardHeader className="flex-wrap">
        <CardTitle className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {label}
          {inUse !== null && inUse.environment !== 'production' && (
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
        <DownNotice acquirer={acquirer} alone={alone} canEdit={canEdit} />
        {inUse === null && acquirer.simulated && canEdit && <SimulatorOffer acquirer={acquirer} />}
        {(inUse !== null || tests !== null) && (
          <div className="grid gap-5 lg:grid-cols-2 lg:gap-8">
            <div className="grid content-start gap-4">
              {inUse !== null && <Saved title={t('forSales')} of={label} saved={inUse} />}
              {tests !== null && <Saved title={t('forTests')} of={label} saved={tests} />}
              {tests === null && inUse?.environment === 'production' && (
                <p className="max-w-[52ch] text-xs text-muted-foreground">{t('noTests')}</p>
              )}
            </div>
            <Homologation acquirer={acquirer} />
          </div>
        )}
        {editing !== null && (
          <CredentialsForm
            key={editing}
            acquirer={acquirer}
            purpose={editing}
            close={() => {
              setLeft(editing)
              setEditing(null)
            }}
          />
        )}
        {editing === null && canEdit && (
          <div className="flex flex-wrap gap-2 max-sm:[&>*]:h-11 max-sm:[&>*]:grow">
            {acquirer.testsIn !== null && <TestSale acquirer={acquirer} />}
            <Button autoFocus={left === 'sales'} onClick={() => setEditing('sales')}>
              {t(inUse === null ? 'connect' : 'replace')}
            </Button>
            {inUse !== null && (
              <Button
                variant="ghost"
                autoFocus={left === 'tests'}
                onClick={() => setEditing('tests')}
              >
                {t(tests === null ? 'addTests' : 'replaceTests')}
              </Button>
            )}
          </div>
        )}
      </CardContent>
    </Card>
  )
}

type SavedProps = {
  readonly title: string
  readonly of: string
  readonly saved: SavedCredentials
}

function Saved({ title, of, saved }: SavedProps) {
  const t = useTranslations('settings.acquirers')
  return (
    <section aria-label={`${title}, ${of}`}>
      <h3 className="mb-1 text-xs font-normal text-muted-foreground">{title}</h3>
      <p>
        {t(`env.${saved.environment}`)}
        {', '}
        {t.rich('ending', { hint: saved.hint, mono: (text) => <Mono>{text}</Mono> })}
      </p>
      <p className="text-xs text-muted-foreground">
        {saved.checkedAt === null
          ? t('neverChecked')
          : t.rich('checkedAt', { when: () => <RelativeTime at={saved.checkedAt ?? ''} /> })}
      </p>
    </section>
  )
}
