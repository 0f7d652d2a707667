// app/(auth)/layout.tsx
import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { chooseLocaleAction } from '@/app/(panel)/actions'
import { Document } from '@/app/document'
import { Logo } from '@/components/layout/logo'
import { LanguageChoice } from '@/components/layout/preferences'
import { ThemeButton } from '@/components/layout/theme-button'
import '@/app/globals.css'

export const metadata: Metadata = { title: { template: '%s · Campainha', default: 'Campainha' } }

/** Sign-in and its like: one narrow column, the bell above it, the language below. */
export default async function AuthRoot({ children }: { readonly children: ReactNode }) {
  return (
    <Document locale={await getLocale()}>
      <NextIntlClientProvider>
        <div className="mx-auto flex min-h-dvh w-full max-w-[400px] flex-col px-4 pt-8 pb-6 sm:pt-20">
          <header className="mb-8">
            <Logo />
          </header>
          <main className="flex-1">{children}</main>
          <footer className="mt-10 flex items-center justify-between">
            <LanguageChoice choose={chooseLocaleAction} />
            <ThemeButton />
          </footer>
        </div>
      </NextIntlClientProvider>
    </Document>
  )
}
