// components/accounts/settings-tabs.tsx
'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'

const PAGES = ['company', 'acquirers', 'api-keys', 'members', 'security', 'account'] as const

/** Pages with an address each, drawn as tabs. */
export function SettingsTabs() {
  const t = useTranslations('settings.tabs')
  const path = usePathname()
  const strip = useRef<HTMLElement>(null)
  // On a phone the strip is wider than the screen: the page at hand is always in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what it scrolls for
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current]')
    if (strip.current === null || here == null) return
    strip.current.scrollTo({ left: here.offsetLeft - (innerWidth - here.clientWidth) / 2 })
  }, [path])
  return (
    <nav
      ref={strip}
      aria-label={t('label')}
      className="relative -mx-(--gutter) flex gap-4 overflow-x-auto border-b px-(--gutter) [scrollbar-width:none]"
    >
      {PAGES.map((page) => {
        const isHere = path === `/settings/${page}`
        return (
          <Link
            key={page}
            href={`/settings/${page}`}
            aria-current={isHere ? 'page' : undefined}
            className={cn(
              '-mb-px inline-flex h-10 shrink-0 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2',
              isHere && 'border-foreground text-foreground',
            )}
          >
            {t(page)}
          </Link>
        )
      })}
    </nav>
  )
}
