// components/checkout/keep-contact.ts
'use client'

import { useEffect, useEffectEvent } from 'react'
import { readAttribution } from './attribution'
import type { Fields } from './use-fields'

const WEEK_MS = 7 * 86_400_000
const NAMES = ['name', 'email', 'phone'] as const

type Cart = {
  readonly form: Fields
  readonly checkout: { readonly checkoutId: () => string }
  readonly order: { readonly ticked: readonly string[] }
}

/**
 * Who can be written to is kept on leaving a field: in this browser, for whoever comes back by the link of
 * their own cart, and by the shop, so that it can send that link. Never a document, never a card.
 */
export function useKeepContact(code: string, { form, checkout, order }: Cart): void {
  const place = `campainha.contact.${code}`
  const keep = useEffectEvent(() => {
    const { name, email, phone } = form.now()
    if (!email.includes('@') && phone.length < 10) return
    const contact = { checkoutId: checkout.checkoutId(), name, email, phone }
    try {
      localStorage[place] = JSON.stringify({ ...contact, until: Date.now() + WEEK_MS })
    } catch {
      // A browser that refuses storage still sells.
    }
    void fetch(`/api/checkout/${code}/contact`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...contact, bumps: order.ticked, ...readAttribution(code) }),
      keepalive: true,
    }).catch(() => null)
  })
  const restore = useEffectEvent(() => {
    try {
      const kept = JSON.parse(localStorage[place])
      const asked = location.search.includes(`retomar=${kept.checkoutId.slice(0, 8)}`)
      if (!asked || kept.until < Date.now()) return
      for (const name of NAMES) if (form.now()[name] === '') form.write(name, kept[name])
    } catch {
      // Nothing was kept here.
    }
  })
  useEffect(() => {
    restore()
    let soon = 0
    const left = ({ target }: FocusEvent) => {
      if (!NAMES.some((name) => name === (target as HTMLElement).id)) return
      clearTimeout(soon)
      soon = window.setTimeout(() => keep(), 400)
    }
    document.addEventListener('focusout', left)
    return () => document.removeEventListener('focusout', left)
  }, [])
}
