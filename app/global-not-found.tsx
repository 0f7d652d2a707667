// app/global-not-found.tsx
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Logo } from '@/components/layout/logo'
import { NotFoundState } from '@/components/layout/not-found-state'
import { Document } from './document'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ui.notFound')
  return { title: t('title') }
}

/** For addresses that belong to no page at all. */
export default async function GlobalNotFound() {
  return (
    <Document locale={await getLocale()}>
      <div className="mx-auto w-full max-w-[400px] px-4 pt-8 pb-12 sm:pt-20">
        <header className="mb-8">
          <Logo />
        </header>
        <main>
          <NotFoundState />
        </main>
      </div>
    </Document>
  )
}
