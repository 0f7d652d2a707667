// components/reports/reminded-section.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import type { Centavos } from '@/lib/kernel/money'
import { CountChange } from './change'

type Sum = { readonly count: number; readonly amount: Centavos }

/** What came back because somebody was reminded; its own report tells the rest. */
export function RemindedSection({
  now,
  before,
  href,
}: {
  readonly now: Sum
  readonly before: Sum
  readonly href: string
}) {
  const t = useTranslations('reports.reminded')
  return (
    <Card aria-labelledby="reminded">
      <CardHeader className="items-start pb-4 lg:pb-5">
        <div className="min-w-0">
          <CardTitle
            id="reminded"
            className="text-sm font-normal tracking-normal text-muted-foreground"
          >
            {t('title')}
          </CardTitle>
          <p className="mt-1">
            <Amount value={now.amount} size={28} />
          </p>
          <p className="mt-1 text-muted-foreground">{t('text', { count: now.count })}</p>
          <p className="mt-1">
            <CountChange now={now.amount} before={before.amount} />
          </p>
        </div>
        <Link href={href} className="prose-link shrink-0 text-muted-foreground">
          {t('open')}
        </Link>
      </CardHeader>
    </Card>
  )
}
