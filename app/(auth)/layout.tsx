// app/(auth)/layout.tsx
import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Document } from '@/app/document'
import { Logo } from '@/components/layout/logo'

export const metadata: Metadata = { title: { template: '%s · Campainha', default: 'Campainha' } }

/** Sign-in and its like: one narrow column, the bell above it. */
export default async function AuthRoot({ children }: { readonly children: ReactNode }) {
  return (
    <Document locale={await getLocale()}>
      <NextIntlClientProvider>
        <div className="mx-auto flex min-h-dvh w-full max-w-[400px] flex-col px-4 pt-8 pb-12 sm:pt-20">
          <Logo className="mb-8" />
          <main>{children}</main>
        </div>
      </NextIntlClientProvider>
    </Document>
  )
}
