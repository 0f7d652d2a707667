// components/sales/sale-team.tsx
import { useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import { formatReais } from '@/lib/kernel/money'
import type { SaleDeed } from '@/lib/sales/sale-detail'

const KNOWN = ['sale.captured', 'sale.canceled', 'sale.refunded', 'bell.resent'] as const
type Known = (typeof KNOWN)[number]

/** What people did to a sale: who, what, when. */
export function SaleTeam({ deeds }: { readonly deeds: readonly SaleDeed[] }) {
  const t = useTranslations('sales.detail.team')
  const told = deeds.filter(({ action }) => KNOWN.includes(action as Known))
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
        {told.map((deed) => (
          <Row key={deed.id}>
            <span className="font-medium">{deed.who ?? t('program')}</span> <Deed deed={deed} />
            <span className="block text-xs text-muted-foreground">
              <RelativeTime at={deed.at} />
            </span>
          </Row>
        ))}
      </Rows>
    </Card>
  )
}

const KEYS = {
  'sale.captured': 'saleCaptured',
  'sale.canceled': 'saleCanceled',
  'sale.refunded': 'saleRefunded',
  'bell.resent': 'bellResent',
} as const satisfies Record<Known, string>

function Deed({ deed: { action, amount } }: { readonly deed: SaleDeed }) {
  const t = useTranslations('sales.detail.team.deed')
  if (action === 'sale.refunded' && amount === null) return t('saleRefundedAll')
  return t(KEYS[action as Known], { amount: amount === null ? '' : formatReais(amount) })
}
