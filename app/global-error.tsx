// app/global-error.tsx
'use client'

import { type AbstractIntlMessages, NextIntlClientProvider } from 'next-intl'
import { useEffect, useState } from 'react'
import { Logo } from '@/components/layout/logo'
import { ErrorState } from '@/components/ui/error-state'
import { DEFAULT_LOCALE, type Locale } from '@/messages/locales'
import { fonts } from './fonts'
import './globals.css'

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }

/** When not even the frame of the page could be made; its words are fetched only then. */
export default function GlobalError({ error, reset }: Props) {
  const [locale, setLocale] = useState<Locale>(DEFAULT_LOCALE)
  const [messages, setMessages] = useState<AbstractIntlMessages | null>(null)
  useEffect(() => {
    // A script that React writes into a page that is already there would never run.
    document.head.append(Object.assign(document.createElement('script'), { src: '/theme.js' }))
    const spoken: Locale = navigator.language.startsWith('en') ? 'en' : DEFAULT_LOCALE
    setLocale(spoken)
    const found = spoken === 'en' ? import('@/messages/en.json') : import('@/messages/pt-BR.json')
    found.then((module) => setMessages(module.default)).catch(() => setMessages(null))
  }, [])
  return (
    <html lang={locale} className={fonts}>
      <body>
        <div className="mx-auto w-full max-w-[400px] px-4 pt-8 pb-12 sm:pt-20">
          <header className="mb-8">
            <Logo />
          </header>
          {messages !== null && (
            <NextIntlClientProvider
              locale={locale}
              messages={messages}
              timeZone="America/Sao_Paulo"
            >
              <main>
                <ErrorState digest={error.digest} retry={reset} />
              </main>
            </NextIntlClientProvider>
          )}
        </div>
      </body>
    </html>
  )
}
