// app/(public)/o/not-found.tsx
import { getTranslations } from 'next-intl/server'
import { DEFAULT_LOCALE } from '@/messages/locales'

/**
 * Says its own language and sets none: it is rendered beside every offer, in case, and would decide
 * the language of the page that was found.
 */
export default async function OfferNotFound() {
  const t = await getTranslations({ locale: DEFAULT_LOCALE, namespace: 'checkout.notFound' })
  return (
    <main className="wrap message">
      {/* Drawn in the browser, where a script that waits for the page would not run. */}
      <script async src="/theme.js" />
      <h1>{t('title')}</h1>
      <p className="muted">{t('text')}</p>
    </main>
  )
}
