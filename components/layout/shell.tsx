// components/layout/shell.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Toaster } from '@/components/ui/toaster'
import type { Viewer } from '@/lib/accounts/views'
import type { AlertView } from '@/lib/alerts/views'
import type { LatestSale } from '@/lib/sales/latest-sales'
import { AccountMenu, CompanyMenu } from './account-menu'
import { AcquirerPill, type AcquirerPillView } from './acquirer-pill'
import { Bell } from './bell'
import { CommandPalette } from './command-palette'
import { EnvironmentBadge, EnvironmentLine } from './environment'
import { Mark, PRODUCT } from './logo'
import { type AccountActions, Preferences } from './preferences'
import { Sidebar } from './sidebar'
import { TabBar } from './tab-bar'
import { ThemeButton } from './theme-button'

export type ShellView = {
  readonly viewer: Viewer
  readonly acquirers: AcquirerPillView
  /** Anything at all is not production: an acquirer, or a simulator that is listening. */
  readonly isTest: boolean
  readonly latest: readonly LatestSale[]
  readonly alerts: { readonly open: number; readonly newest: readonly AlertView[] }
}

type Props = {
  readonly view: ShellView
  readonly actions: AccountActions
  readonly children: ReactNode
}

/** What stands around every page of the panel. */
export function Shell({ view, actions, children }: Props) {
  const t = useTranslations('shell')
  return (
    <div className="min-h-dvh pb-[calc(var(--tabbar)+env(safe-area-inset-bottom))] lg:grid lg:grid-cols-[var(--sidebar)_minmax(0,1fr)] lg:grid-rows-[var(--topbar)_1fr] lg:pb-0">
      <a
        href="#content"
        className="absolute -top-12 left-2 z-30 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:top-2"
      >
        {t('skip')}
      </a>
      {view.isTest && <EnvironmentLine />}
      <div className="row-span-full contents lg:block">
        <Sidebar>
          <CompanyMenu viewer={view.viewer} actions={actions} />
        </Sidebar>
      </div>
      <Topbar view={view} actions={actions} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1200px] px-(--gutter) pt-5 pb-8 outline-none lg:pt-7 lg:pb-12"
      >
        {children}
      </main>
      <TabBar>
        <Preferences actions={actions} />
      </TabBar>
      <Toaster />
    </div>
  )
}

function Topbar({ view, actions }: Omit<Props, 'children'>) {
  const t = useTranslations('shell.places')
  return (
    <header className="sticky top-0 z-20 flex h-(--topbar) items-center gap-2 border-b bg-background px-(--gutter) lg:gap-3">
      <Link
        href="/"
        aria-label={`${PRODUCT}, ${t('home')}`}
        className="mr-auto flex items-center gap-2 text-base font-semibold tracking-[-0.02em] lg:hidden"
      >
        <Mark />
        <span className={view.isTest ? 'hidden sm:inline' : 'max-[374px]:hidden'}>{PRODUCT}</span>
      </Link>
      <CommandPalette latest={view.latest} />
      {view.isTest && <EnvironmentBadge />}
      <AcquirerPill acquirers={view.acquirers} />
      <Bell latest={view.latest} alerts={view.alerts} />
      <ThemeButton />
      <AccountMenu viewer={view.viewer} actions={actions} />
    </header>
  )
}
