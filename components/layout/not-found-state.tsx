// components/layout/not-found-state.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** An address that leads nowhere, or to something of another account: the two look the same. */
export function NotFoundState() {
  const t = useTranslations('ui.notFound')
  return (
    <div className="rounded-lg border bg-card px-4 py-5 lg:p-5">
      <h1 className="text-sm tracking-normal">{t('title')}</h1>
      <p className="mt-1 max-w-[44ch] text-muted-foreground">{t('body')}</p>
      <Button asChild className="mt-3">
        <Link href="/">{t('home')}</Link>
      </Button>
    </div>
  )
}
