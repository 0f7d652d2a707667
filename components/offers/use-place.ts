// components/offers/use-place.ts
'use client'

import { type RefObject, useEffect, useState } from 'react'
import type { OfferFieldName } from '@/lib/offers/offer-fields'
import { TAB_NAMES, type TabName, tabOf } from './editor-tabs'

/** The tab at hand, and the way to one field. It stands in the address: a reload comes back to it. */
export function usePlace(fields: RefObject<HTMLElement | null>, showFields: () => void) {
  const [tab, setTab] = useState<TabName>('offer')
  useEffect(() => {
    const named = TAB_NAMES.find((tab) => `#${tab}` === location.hash)
    if (named !== undefined) setTab(named)
  }, [])
  const choose = (next: TabName) => {
    setTab(next)
    history.replaceState(history.state, '', `#${next}`)
  }
  const goTo = (field: OfferFieldName, what: 'fault' | 'control' = 'control') => {
    showFields()
    choose(tabOf(field))
    // Once the tab stands.
    setTimeout(() => focusOn(fields.current, what === 'fault' ? [FAULT] : controlsOf(field)), 50)
  }
  return { tab, setTab: choose, goTo }
}

/** The first control that says it is wrong, or the list it belongs to. */
const FAULT = '[data-state=active] :is([aria-invalid=true], [data-fault])'

/** Something to write in before a button; never the "?". */
const controlsOf = (field: OfferFieldName) => [
  `[data-field=${field}] :is(input:not([type=file]), textarea, [contenteditable=true])`,
  `[data-field=${field}] button:not([data-help])`,
]

function focusOn(within: HTMLElement | null, wanted: readonly string[]) {
  const found = wanted.map((each) => within?.querySelector<HTMLElement>(each))
  const place = found.find((each) => each != null)
  place?.focus({ preventScroll: true })
  place?.scrollIntoView({ block: 'center' })
}
