// app/document.tsx
import type { ReactNode } from 'react'
import type { Locale } from '@/messages/locales'
import { fonts } from './fonts'

/** The frame of every root layout. The theme is put on `<html>` before the first paint. */
export function Document({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <html lang={locale} className={fonts} suppressHydrationWarning>
      <head>
        <script src="/theme.js" />
      </head>
      <body>{children}</body>
    </html>
  )
}
