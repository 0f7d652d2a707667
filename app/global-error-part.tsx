// app/global-error-part.tsx
'use client'

import './globals.css'
import { NextIntlClientProvider } from 'next-intl'
import { Logo } from '@/components/layout/logo'
import { ErrorState } from '@/components/ui/error-state'
import { DEFAULT_LOCALE, type Locale } from '@/messages/locales'

type Props = {
  readonly locale: Locale
  readonly digest: string | undefined
  readonly retry: () => void
  readonly messages: NonNullable<Parameters<typeof NextIntlClientProvider>[0]['messages']>
}

/** What the last resort shows: it comes when it is needed, as every page carries what does not. */
export function GlobalErrorPart({ locale, digest, retry, messages }: Props) {
  return (
    <div className="mx-auto w-full max-w-[400px] px-4 pt-8 pb-12 sm:pt-20">
      <header className="mb-8">
        <Logo />
      </header>
      <NextIntlClientProvider locale={locale} messages={messages} timeZone="America/Sao_Paulo">
        <main>
          <ErrorState digest={digest} retry={retry} />
        </main>
      </NextIntlClientProvider>
    </div>
  )
}

/** The part and its words, in one go. */
export async function loadIn(locale: Locale) {
  const { default: messages } = await (locale === DEFAULT_LOCALE
    ? import('@/messages/pt-BR.json')
    : import('@/messages/en.json'))
  return { messages, GlobalErrorPart }
}
