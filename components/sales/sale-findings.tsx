// components/sales/sale-findings.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import { Status } from '@/components/ui/status'
import { formatReais } from '@/lib/kernel/money'
import type { SaleFinding } from '@/lib/sales/sale-findings'

/** What somebody should know about this sale. Null when there is nothing. */
export function SaleFindings({ findings }: { readonly findings: readonly SaleFinding[] }) {
  const t = useTranslations('sales.detail.findings')
  const kind = useTranslations('findings.kind')
  if (findings.length === 0) return null
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <Link href="/findings" className="prose-link text-xs text-muted-foreground">
          {t('all')}
        </Link>
      </CardHeader>
      <Rows className="mt-2">
        {findings.map((finding) => {
          const words = {
            acquirer: finding.acquirer,
            amount: formatReais(finding.amount),
            left: finding.detail.left ?? '',
            about: finding.detail.about ?? '',
          }
          return (
            <Row key={finding.id}>
              <Status tone={finding.isOpen ? 'waiting' : 'paid'} className="whitespace-normal">
                {kind(`${finding.kind}.title`, words)}
              </Status>
              <span className="block text-xs text-muted-foreground">
                {t(finding.isOpen ? 'open' : 'resolved')}
                {' · '}
                <RelativeTime at={finding.at} />
              </span>
            </Row>
          )
        })}
      </Rows>
    </Card>
  )
}
