// components/offers/editor-tab-list.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { OfferFieldName } from '@/lib/offers/offer-fields'
import { useEditor } from './editor-context'
import { faultsIn, TAB_NAMES, type TabName } from './editor-tabs'
import type { OfferMovesProps } from './offer-moves'
import { TabAdvanced } from './tab-advanced'
import { TabGallery, TabTestimonials, TabVideo } from './tab-content'
import { TabIntegrations } from './tab-integrations'
import { TabOffer } from './tab-offer'
import { TabPayment } from './tab-payment'
import { TabWindow } from './tab-window'

type Props = {
  readonly tab: TabName
  readonly setTab: (tab: TabName) => void
  /** To where a field is written. */
  readonly goTo: (field: OfferFieldName) => void
  readonly link: string
  readonly address: string
  readonly moves: OfferMovesProps
  /** On a phone: whether the page is looked at instead of the fields. */
  readonly looks: boolean
  readonly beside: ReactNode
}

/** The tabs across the whole width; under them the fields of one, and the page beside them. */
export function EditorTabs(props: Props) {
  const { tab, setTab, goTo, link, address, moves, looks, beside } = props
  const fields = {
    offer: <TabOffer />,
    payment: <TabPayment />,
    gallery: <TabGallery />,
    testimonials: <TabTestimonials />,
    video: <TabVideo />,
    window: <TabWindow />,
    integrations: <TabIntegrations />,
    advanced: <TabAdvanced link={link} address={address} goTo={goTo} {...moves} />,
  } as const satisfies Record<TabName, ReactNode>
  return (
    <Tabs value={tab} onValueChange={(next) => setTab(next as TabName)}>
      <List tab={tab} />
      <div className="mt-4 grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,420px)] lg:gap-8">
        <Card data-fields className={cn('p-4 lg:p-5', looks && 'max-lg:hidden')}>
          {TAB_NAMES.map((each) => (
            <TabsContent key={each} value={each} className="pt-0">
              {fields[each]}
            </TabsContent>
          ))}
        </Card>
        {beside}
      </div>
    </Tabs>
  )
}

/** On a phone the list scrolls, and the tab at hand is always in sight. */
function List({ tab }: { readonly tab: TabName }) {
  const t = useTranslations('offers.editor')
  const { faults } = useEditor()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is what it scrolls for
  useEffect(() => {
    const strip = list.current
    const chosen = strip?.querySelector<HTMLElement>('[data-state=active]')
    if (strip === null || chosen == null) return
    const left = chosen.offsetLeft - (strip.clientWidth - chosen.clientWidth) / 2
    strip.scrollTo({ left })
  }, [tab])
  return (
    <TabsList
      ref={list}
      className="relative -mx-(--gutter) ml-[calc(-1*var(--gutter))] gap-1 border-b-0 px-(--gutter)"
    >
      {TAB_NAMES.map((each) => {
        const wrong = faultsIn(each, faults)
        return (
          <TabsTrigger
            key={each}
            value={each}
            className="mb-0 h-10 rounded-md border-b-0 px-3 data-[state=active]:bg-muted md:h-9"
          >
            {t(`tabs.${each}`)}
            {wrong > 0 && (
              <span className="ml-1.5 inline-grid size-5 place-items-center rounded-full border border-refused text-xs text-refused">
                <span aria-hidden>{wrong}</span>
                <span className="sr-only">{t('fault', { count: wrong })}</span>
              </span>
            )}
          </TabsTrigger>
        )
      })}
    </TabsList>
  )
}
