// components/layout/command-palette.tsx
'use client'

import { CirclePlus, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { SaleStatus } from '@/components/sales/sale-status'
import { cn } from '@/components/ui/cn'
import {
  Command,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command'
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/rows'
import { formatReais } from '@/lib/kernel/money'
import type { LatestSale } from '@/lib/sales/latest-sales'
import { SIDEBAR } from './places'
import { iconButton } from './theme-button'

const ACTIONS = [
  { name: 'createOffer', href: '/offers/new' },
  { name: 'createStore', href: '/stores/new' },
] as const

/** ⌘K, or Ctrl K: places, what can be started, the last sales, and a search in all of them. */
export function CommandPalette({ latest }: { readonly latest: readonly LatestSale[] }) {
  const t = useTranslations('shell.search')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOpen((was) => !was)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
        className="mr-auto hidden h-9 w-70 items-center gap-2 rounded-md border bg-card pr-2 pl-2.5 text-muted-foreground hover:border-input lg:flex"
      >
        <Search aria-hidden className="size-4" />
        <span className="truncate">{t('open')}</span>
        <Kbd className="ml-auto" aria-hidden>
          ⌘K
        </Kbd>
      </button>
      <button
        type="button"
        aria-label={t('open')}
        onClick={() => setOpen(true)}
        className={cn(iconButton, 'max-[359px]:hidden lg:hidden')}
      >
        <Search aria-hidden strokeWidth={1.75} className="size-5" />
      </button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          aria-describedby={undefined}
          className="top-4 max-w-[560px] translate-y-0 gap-0 p-0 sm:top-[12dvh] [&>button]:hidden"
        >
          <DialogTitle className="sr-only">{t('title')}</DialogTitle>
          <Palette latest={latest} close={() => setOpen(false)} />
        </DialogContent>
      </Dialog>
    </>
  )
}

function Palette({
  latest,
  close,
}: {
  readonly latest: readonly LatestSale[]
  readonly close: () => void
}) {
  const t = useTranslations('shell')
  const router = useRouter()
  const [words, setWords] = useState('')
  const go = (href: string) => () => {
    close()
    router.push(href)
  }
  const asked = words.trim()
  return (
    <Command label={t('search.title')}>
      <CommandInput
        value={words}
        onValueChange={setWords}
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
      />
      <CommandList>
        <CommandGroup heading={t('search.places')}>
          {SIDEBAR.flat().map((place) => (
            <CommandItem
              key={place.name}
              value={t(`places.${place.name}`)}
              onSelect={go(place.href)}
            >
              <place.icon aria-hidden />
              {t(`places.${place.name}`)}
            </CommandItem>
          ))}
        </CommandGroup>
        <CommandGroup heading={t('search.actions')}>
          {ACTIONS.map(({ name, href }) => (
            <CommandItem key={name} value={t(`search.${name}`)} onSelect={go(href)}>
              <CirclePlus aria-hidden />
              {t(`search.${name}`)}
            </CommandItem>
          ))}
        </CommandGroup>
        {latest.length > 0 && (
          <CommandGroup heading={t('search.latest')}>
            {latest.map((sale) => (
              <CommandItem
                key={sale.id}
                value={`${sale.buyer} ${sale.number}`}
                onSelect={go(`/sales/${sale.id}`)}
              >
                <span className="min-w-0 flex-1 truncate">{sale.buyer}</span>
                <SaleStatus status={sale.status} method={sale.method} />
                <span className="num w-24 text-right">{formatReais(sale.amount)}</span>
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {asked !== '' && (
          <CommandGroup forceMount>
            <CommandItem
              forceMount
              value={`search ${asked}`}
              onSelect={go(`/sales?q=${encodeURIComponent(asked)}`)}
            >
              <Search aria-hidden />
              <span className="truncate">{t('search.inSales', { words: asked })}</span>
            </CommandItem>
          </CommandGroup>
        )}
      </CommandList>
    </Command>
  )
}
