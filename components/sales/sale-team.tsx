// components/sales/sale-team.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import { formatReais } from '@/lib/kernel/money'
import type { OperationView } from '@/lib/sales/operation-view'
import type { SaleDeed, SaleDetail } from '@/lib/sales/sale-detail'
import { useWhoWanted } from './who-wanted'

/** Captures, voids and refunds are told by the calls themselves, also those that were refused. */
const KEYS = {
  'bell.resent': 'bellResent',
  'sale.email_fixed': 'emailFixed',
  'sale.tested': 'saleTested',
} as const
type Known = keyof typeof KEYS

const isKnown = (action: string): action is Known => action in KEYS

type Told = { readonly key: string; readonly at: string; readonly node: ReactNode }

/** What people did to a sale: who, what, when and why. */
export function SaleTeam({ sale }: { readonly sale: SaleDetail }) {
  const t = useTranslations('sales.detail.team')
  const told: Told[] = [
    ...sale.operations
      .filter(({ by }) => by.kind === 'member' || by.kind === 'api')
      .map((call) => ({ key: call.id, at: call.startedAt, node: <Operated call={call} /> })),
    ...sale.deeds
      .filter(({ action }) => isKnown(action))
      .map((deed) => ({ key: deed.id, at: deed.at, node: <Deed deed={deed} /> })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  if (told.length === 0) {
    return (
      <Card>
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      </Card>
    )
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <Rows className="mt-2">
        {told.map(({ key, at, node }) => (
          <Row key={key}>
            {node}
            <span className="block text-xs text-muted-foreground">
              <RelativeTime at={at} />
            </span>
          </Row>
        ))}
      </Rows>
    </Card>
  )
}

function Operated({ call }: { readonly call: OperationView }) {
  const t = useTranslations('sales.detail.team')
  const who = useWhoWanted()(call.by)
  const way = call.status === 'refused' || call.status === 'not_sent' ? 'tried' : 'did'
  return (
    <>
      <span className="font-medium">{who}</span>{' '}
      {t(`${way}.${call.kind}`, { amount: formatReais(call.amount) })}
      {call.note !== null && (
        <span className="block text-muted-foreground">{t('note', { note: call.note })}</span>
      )}
    </>
  )
}

function Deed({ deed: { action, who } }: { readonly deed: SaleDeed }) {
  const t = useTranslations('sales.detail.team')
  return (
    <>
      <span className="font-medium">{who ?? t('program')}</span>{' '}
      {isKnown(action) && t(`deed.${KEYS[action]}`)}
    </>
  )
}
