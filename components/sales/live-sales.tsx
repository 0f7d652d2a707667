// components/sales/live-sales.tsx
'use client'

import { ArrowUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { SaleRow } from '@/lib/sales/sale-row'
import { SalesTable } from './sales-table'
import { useLiveSales } from './use-live-sales'

type Props = {
  readonly sales: readonly SaleRow[]
  readonly acquirers: Readonly<Record<string, string>>
  readonly dense: boolean
  /**
   * `slide`: this is the whole list from its beginning, so a new sale belongs on top. `count`: it may
   * belong elsewhere, so it is only counted. `off`: another list, such as that of the test sales.
   */
  readonly live: 'slide' | 'count' | 'off'
  /** Where the new ones are to be seen. */
  readonly newestHref: string
}

/** So far down somebody reads: nothing may move under their eyes. */
const READING_PX = 160
const SHOWN_MAX = 50

type News = { readonly of: readonly SaleRow[]; readonly rows: ReadonlyMap<string, SaleRow> }

/** The list, with what happens while somebody looks at it. */
export function LiveSales({ sales, acquirers, dense, live, newestHref }: Props) {
  const router = useRouter()
  const [news, setNews] = useState<News>({ of: sales, rows: new Map() })
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set())
  // Another page of the list has its own news.
  const rows: ReadonlyMap<string, SaleRow> = news.of === sales ? news.rows : new Map()
  const newest = useRef('')
  newest.current = sales[0]?.id ?? newest.current

  useLiveSales(live !== 'off', (heard) => {
    const ids = new Set(sales.map(({ id }) => id))
    const mine = heard.filter(({ id }) => ids.has(id) || id > newest.current)
    if (mine.length === 0) return
    setNews((was) => {
      const kept = was.of === sales ? was.rows : new Map<string, SaleRow>()
      return { of: sales, rows: new Map([...kept, ...mine.map((row) => [row.id, row] as const)]) }
    })
    if (live === 'slide' && window.scrollY < READING_PX) {
      setShown((was) => new Set([...was, ...mine.map(({ id }) => id)]))
    }
  })

  const known = new Set(sales.map(({ id }) => id))
  const fresh = [...rows.values()].filter(({ id }) => !known.has(id))
  const onTop = fresh.filter(({ id }) => shown.has(id)).sort((a, b) => (a.id < b.id ? 1 : -1))
  const waiting = fresh.length - onTop.length
  const patched = sales.map((sale) => rows.get(sale.id) ?? sale)
  const show = () => {
    window.scrollTo({ top: 0 })
    if (live === 'slide') setShown(new Set(fresh.map(({ id }) => id)))
    else router.push(newestHref)
  }
  return (
    <>
      <NewSales count={waiting} onShow={show} />
      <SalesTable
        sales={[...onTop, ...patched].slice(0, Math.max(SHOWN_MAX, sales.length))}
        acquirers={acquirers}
        dense={dense}
        fresh={new Set(onTop.map(({ id }) => id))}
      />
    </>
  )
}

/** A quiet note that never moves the list. */
function NewSales({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const t = useTranslations('sales.live')
  return (
    <div
      aria-live="polite"
      className="pointer-events-none sticky top-[calc(var(--topbar)+8px)] z-20 h-0 text-center"
    >
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto inline-flex h-9 animate-in items-center gap-1.5 rounded-full bg-primary px-3.5 text-xs font-medium text-primary-foreground shadow-float max-md:h-11"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {t('new', { count })}
        </button>
      )}
    </div>
  )
}
