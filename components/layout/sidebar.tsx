// components/layout/sidebar.tsx
'use client'

import { PanelLeft } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Mark, PRODUCT } from './logo'
import { isAt, type Place, SIDEBAR } from './places'
import { rememberChoice } from './remember-choice'

/** 240 px, or 64 with icons alone: below 1,200 px and by choice. Its width decides, not the screen. */
export function Sidebar({ children }: { readonly children: React.ReactNode }) {
  const t = useTranslations('shell')
  return (
    <aside
      aria-label={t('panel')}
      className="@container sticky top-0 z-21 hidden h-dvh flex-col border-r px-3 pb-3 lg:flex"
    >
      <div className="flex h-(--topbar) items-center justify-between">
        <Link
          href="/"
          className="flex items-center gap-2 px-2 text-base font-semibold tracking-[-0.02em] @max-[120px]:px-2.5"
        >
          <Mark />
          <span className="@max-[120px]:sr-only">{PRODUCT}</span>
        </Link>
        <FoldButton className="hidden wide:grid @max-[120px]:hidden!" />
      </div>
      {SIDEBAR.map((places, index) => (
        <nav
          key={places[0]?.name}
          aria-label={t(index === 0 ? 'main' : 'setup')}
          className="grid gap-0.5 pt-2 [&+&]:mt-3 [&+&]:border-t [&+&]:pt-3"
        >
          {places.map((place) => (
            <PlaceLink key={place.name} place={place} />
          ))}
        </nav>
      ))}
      <div className="mt-auto grid grid-cols-1 gap-0.5">
        <FoldButton className="mx-auto hidden wide:@max-[120px]:grid" />
        {children}
      </div>
    </aside>
  )
}

function PlaceLink({ place }: { readonly place: Place }) {
  const t = useTranslations('shell.places')
  const current = isAt(usePathname(), place)
  const Icon = place.icon
  return (
    <Link
      href={place.href}
      aria-current={current ? 'page' : undefined}
      className="group/place relative flex h-9 items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground hover:bg-muted hover:text-foreground aria-[current]:bg-muted aria-[current]:text-foreground @max-[120px]:size-10 @max-[120px]:justify-center @max-[120px]:px-0"
    >
      <Icon aria-hidden className="size-4 shrink-0 @max-[120px]:size-5" />
      <span className="truncate @max-[120px]:pointer-events-none @max-[120px]:absolute @max-[120px]:left-full @max-[120px]:ml-2 @max-[120px]:rounded-sm @max-[120px]:bg-primary @max-[120px]:px-2 @max-[120px]:py-1 @max-[120px]:text-xs @max-[120px]:text-primary-foreground @max-[120px]:opacity-0 @max-[120px]:group-hover/place:opacity-100 @max-[120px]:group-focus-visible/place:opacity-100">
        {t(place.name)}
      </span>
    </Link>
  )
}

function FoldButton({ className }: { readonly className: string }) {
  const t = useTranslations('shell')
  return (
    <button
      type="button"
      aria-label={t('fold')}
      title={t('fold')}
      onClick={() => {
        const root = document.documentElement
        const next = root.dataset.sidebar === 'icons' ? null : 'icons'
        rememberChoice('sidebar', next)
      }}
      className={`size-8 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground ${className}`}
    >
      <PanelLeft aria-hidden className="size-4" />
    </button>
  )
}
