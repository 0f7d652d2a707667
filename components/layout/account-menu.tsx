// components/layout/account-menu.tsx
'use client'

import { Building2, ChevronsUpDown, Settings } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import type { Viewer } from '@/lib/accounts/views'
import { type AccountActions, Preferences } from './preferences'

type Props = { readonly viewer: Viewer; readonly actions: AccountActions }

/** The round one, at the right of the header. */
export function AccountMenu({ viewer, actions }: Props) {
  const t = useTranslations('shell.account')
  return (
    <Popover>
      <PopoverTrigger
        aria-label={t('open', { name: viewer.name })}
        className="hidden rounded-full lg:inline-flex"
      >
        <Avatar name={viewer.name} />
      </PopoverTrigger>
      <Menu viewer={viewer} actions={actions} align="end" />
    </Popover>
  )
}

/** The company, at the foot of the sidebar: the same menu. */
export function CompanyMenu({ viewer, actions }: Props) {
  const t = useTranslations('shell.account')
  return (
    <Popover>
      <PopoverTrigger className="flex w-full min-w-0 items-center gap-2.5 rounded-md p-2 text-left hover:bg-muted @max-[120px]:justify-center">
        <span className="sr-only">{t('menu')}</span>
        <Avatar name={viewer.account} square />
        <span className="min-w-0 flex-1 @max-[120px]:sr-only">
          <span className="block truncate font-medium">{viewer.account}</span>
          <span className="block truncate text-xs text-muted-foreground">{viewer.name}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 @max-[120px]:hidden" />
      </PopoverTrigger>
      <Menu viewer={viewer} actions={actions} align="start" />
    </Popover>
  )
}

const item = 'flex h-11 items-center gap-3 rounded-md px-2 hover:bg-muted md:h-9'

function Menu({ viewer, actions, align }: Props & { readonly align: 'start' | 'end' }) {
  const t = useTranslations('shell.account')
  return (
    <PopoverContent aria-label={t('menu')} align={align} className="w-72 p-1">
      <Who viewer={viewer} />
      <PopoverClose asChild>
        <Link href="/settings" className={item}>
          <Settings aria-hidden className="size-4 text-muted-foreground" />
          {t('settings')}
        </Link>
      </PopoverClose>
      {viewer.accounts.length > 1 && (
        <PopoverClose asChild>
          <Link href="/settings/account" className={item}>
            <Building2 aria-hidden className="size-4 text-muted-foreground" />
            {t('switchCompany')}
          </Link>
        </PopoverClose>
      )}
      <div className="mt-1 border-t pt-1">
        <Preferences actions={actions} />
      </div>
    </PopoverContent>
  )
}

function Who({ viewer }: { readonly viewer: Viewer }): ReactNode {
  return (
    <div className="mb-1 border-b px-2 pt-2 pb-3">
      <div className="truncate font-medium">{viewer.name}</div>
      <div className="truncate text-xs text-muted-foreground">{viewer.email}</div>
      <div className="mt-1 truncate text-xs text-muted-foreground">{viewer.account}</div>
    </div>
  )
}
