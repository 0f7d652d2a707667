// app/(public)/o/layout.tsx
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Document } from '@/app/document'
import { DEFAULT_LOCALE } from '@/messages/locales'
import './page.css'
import './checkout.css'

export const metadata: Metadata = { title: { template: '%s · Campainha', default: 'Campainha' } }
export const viewport: Viewport = { viewportFit: 'cover' }

/** Static: nothing of the visitor is read here, or the page could not be cached. */
export default function OfferRoot({ children }: { readonly children: ReactNode }) {
  return <Document locale={DEFAULT_LOCALE}>{children}</Document>
}
