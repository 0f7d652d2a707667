// components/offers/editor-tab-list.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
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
  readonly link: string
  readonly address: string
  readonly moves: OfferMovesProps
}

export function EditorTabs({ tab, setTab, link, address, moves }: Props) {
  return (
    <Tabs value={tab} onValueChange={(next) => setTab(next as TabName)}>
      <List tab={tab} />
      <TabsContent value="offer">
        <TabOffer />
      </TabsContent>
      <TabsContent value="payment">
        <TabPayment />
      </TabsContent>
      <TabsContent value="gallery">
        <TabGallery />
      </TabsContent>
      <TabsContent value="testimonials">
        <TabTestimonials />
      </TabsContent>
      <TabsContent value="video">
        <TabVideo />
      </TabsContent>
      <TabsContent value="window">
        <TabWindow />
      </TabsContent>
      <TabsContent value="integrations">
        <TabIntegrations />
      </TabsContent>
      <TabsContent value="advanced">
        <TabAdvanced link={link} address={address} setTab={setTab} {...moves} />
      </TabsContent>
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
    <TabsList ref={list} className="relative -mx-4 gap-3 px-4 lg:-mx-5 lg:px-5">
      {TAB_NAMES.map((each) => {
        const wrong = faultsIn(each, faults)
        return (
          <TabsTrigger key={each} value={each}>
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
