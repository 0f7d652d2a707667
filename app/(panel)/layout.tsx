// app/(panel)/layout.tsx
import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Document } from '@/app/document'
import { Shell, type ShellView } from '@/components/layout/shell'
import { acquirerPill } from '@/lib/accounts/acquirer-views'
import { getViewer } from '@/lib/accounts/views'
import { countOpenAlerts, listAlerts } from '@/lib/alerts/views'
import type { Ctx } from '@/lib/platform/context'
import { memberContext } from '@/lib/platform/session'
import { latestSales } from '@/lib/sales/latest-sales'
import { chooseLocaleAction, signOutAction, signOutEverywhereAction } from './actions'
import '@/app/globals.css'

export const metadata: Metadata = { title: { template: '%s · Campainha', default: 'Campainha' } }
export const viewport: Viewport = { viewportFit: 'cover' }

const actions = {
  chooseLocale: chooseLocaleAction,
  signOut: signOutAction,
  signOutEverywhere: signOutEverywhereAction,
}

export default async function PanelRoot({ children }: { readonly children: ReactNode }) {
  const ctx = await memberContext()
  const [locale, all, view] = await Promise.all([getLocale(), getMessages(), shellView(ctx)])
  const { checkout: _, ...messages } = all // a third of the words, and of another page
  return (
    <Document locale={locale}>
      <NextIntlClientProvider messages={messages}>
        <Shell view={view} actions={actions}>
          {children}
        </Shell>
      </NextIntlClientProvider>
    </Document>
  )
}

async function shellView(ctx: Ctx<'member'>): Promise<ShellView> {
  const [viewer, acquirers, latest, open, newest] = await Promise.all([
    getViewer(ctx),
    acquirerPill(ctx),
    latestSales(ctx, { limit: 6 }),
    countOpenAlerts(ctx),
    listAlerts(ctx, { list: 'open', limit: 3 }),
  ])
  const isSimulated = Object.keys(ctx.simulators).length > 0
  const isTest = isSimulated || acquirers.some(({ environment }) => environment !== 'production')
  return { viewer, acquirers, latest, isTest, alerts: { open, newest: newest.rows } }
}
