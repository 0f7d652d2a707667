// app/(public)/o/not-found.tsx
import { useTranslations } from 'next-intl'
import { setRequestLocale } from 'next-intl/server'
import { DEFAULT_LOCALE } from '@/messages/locales'

export default function OfferNotFound() {
  setRequestLocale(DEFAULT_LOCALE)
  return <Words />
}

function Words() {
  const t = useTranslations('checkout.notFound')
  return (
    <main className="wrap message">
      <h1>{t('title')}</h1>
      <p className="muted">{t('text')}</p>
    </main>
  )
}
