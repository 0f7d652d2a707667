// app/(panel)/layout.tsx
import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Document } from '@/app/document'

export const metadata: Metadata = { title: { template: '%s · Campainha', default: 'Campainha' } }
export const viewport: Viewport = { viewportFit: 'cover' }

export default async function PanelRoot({ children }: { readonly children: ReactNode }) {
  return (
    <Document locale={await getLocale()}>
      <NextIntlClientProvider>
        <main>{children}</main>
      </NextIntlClientProvider>
    </Document>
  )
}
