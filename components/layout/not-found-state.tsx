// components/layout/not-found-state.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** An address that leads nowhere, or to something of another account: the two look the same. */
export function NotFoundState() {
  const t = useTranslations('ui.notFound')
  return (
    <div className="rounded-lg border bg-card">
      <EmptyState
        title={t('title')}
        action={
          <Button asChild>
            <Link href="/">{t('home')}</Link>
          </Button>
        }
      >
        {t('body')}
      </EmptyState>
    </div>
  )
}
