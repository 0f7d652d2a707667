// app/(public)/sair/layout.tsx
import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Document } from '@/app/document'
import '@/app/globals.css'

export const metadata: Metadata = { title: { template: '%s · Campainha', default: 'Campainha' } }

/** What a reader of a mail sees: no account, no menu. */
export default async function LeaveRoot({ children }: { readonly children: ReactNode }) {
  return (
    <Document locale={await getLocale()}>
      <NextIntlClientProvider>{children}</NextIntlClientProvider>
    </Document>
  )
}
