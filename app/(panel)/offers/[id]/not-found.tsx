// app/(panel)/offers/[id]/not-found.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

export default function OfferNotFound() {
  const t = useTranslations('offers.missing')
  return (
    <Card>
      <EmptyState
        title={t('title')}
        action={
          <Button asChild>
            <Link href="/offers">{t('action')}</Link>
          </Button>
        }
      >
        {t('text')}
      </EmptyState>
    </Card>
  )
}
