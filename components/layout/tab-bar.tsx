// components/layout/tab-bar.tsx
'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Sheet, SheetContent, SheetHeader, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import { isAt, MORE, TABS } from './places'

const tab =
  'group/tab flex h-(--tabbar) flex-col items-center justify-center gap-1 text-xs whitespace-nowrap text-muted-foreground aria-[current]:font-semibold aria-[current]:text-foreground'
const mark =
  'relative group-aria-[current]/tab:before:absolute group-aria-[current]/tab:before:-top-[9px] group-aria-[current]/tab:before:left-1/2 group-aria-[current]/tab:before:-ml-2.5 group-aria-[current]/tab:before:h-0.5 group-aria-[current]/tab:before:w-5 group-aria-[current]/tab:before:bg-accent'

/** Five places within the thumb's reach, below 1,024 px; the fifth opens the rest. */
export function TabBar({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell')
  const path = usePathname()
  const [open, setOpen] = useState(false)
  return (
    <nav
      aria-label={t('places.label')}
      className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-5 border-t bg-background pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {TABS.map((place) => (
        <Link
          key={place.name}
          href={place.href}
          aria-current={isAt(path, place) ? 'page' : undefined}
          className={tab}
        >
          <span className={mark}>
            <place.icon aria-hidden strokeWidth={1.75} className="size-5" />
          </span>
          {t(place.name === 'messages' ? 'places.messagesShort' : `places.${place.name}`)}
        </Link>
      ))}
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetTrigger
          className={tab}
          aria-current={MORE.some((place) => isAt(path, place)) ? 'true' : undefined}
        >
          <span className={mark}>
            <Ellipsis aria-hidden strokeWidth={1.75} className="size-5" />
          </span>
          {t('places.more')}
        </SheetTrigger>
        <SheetContent aria-describedby={undefined}>
          <SheetHeader>
            <SheetTitle>{t('places.more')}</SheetTitle>
          </SheetHeader>
          <ul className="px-2">
            {MORE.map((place) => (
              <li key={place.name}>
                <Link
                  href={place.href}
                  onClick={() => setOpen(false)}
                  aria-current={isAt(path, place) ? 'page' : undefined}
                  className="flex h-12 items-center gap-3 rounded-md px-2 font-medium hover:bg-muted aria-[current]:bg-muted"
                >
                  <place.icon aria-hidden className="size-5 text-muted-foreground" />
                  {t(`places.${place.name}`)}
                </Link>
              </li>
            ))}
          </ul>
          <div className="mt-2 border-t px-2 py-2">{children}</div>
        </SheetContent>
      </Sheet>
    </nav>
  )
}
