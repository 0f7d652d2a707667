// app/global-error.tsx
'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { DEFAULT_LOCALE, type Locale } from '@/messages/locales'
import { fonts } from './fonts'

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }

/**
 * When not even the frame of the page could be made. It is part of every page, the buyer's as well:
 * what it shows and says is fetched only then.
 */
export default function GlobalError({ error, reset }: Props) {
  const [locale, setLocale] = useState<Locale>(DEFAULT_LOCALE)
  const [shown, setShown] = useState<ReactNode>(null)
  const { digest } = error
  useEffect(() => {
    // A script that React writes into a page that is already there would never run.
    document.head.append(Object.assign(document.createElement('script'), { src: '/theme.js' }))
    const spoken: Locale = navigator.language.startsWith('en') ? 'en' : DEFAULT_LOCALE
    setLocale(spoken)
    const show = async () => {
      const { loadIn } = await import('./global-error-part')
      const { GlobalErrorPart, messages } = await loadIn(spoken)
      const part = { locale: spoken, digest, retry: reset, messages }
      setShown(<GlobalErrorPart {...part} />)
    }
    show().catch(() => setShown(null))
  }, [digest, reset])
  return (
    <html lang={locale} className={fonts}>
      <body>{shown}</body>
    </html>
  )
}
