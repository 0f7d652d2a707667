// components/checkout/checkout-memory.ts

/**
 * What the tab remembers of a purchase, so that a reload or the back button asks how it went instead of
 * paying again: two random names and how far it got. Never anything that was typed.
 */
export type CheckoutMemory = {
  /** Names the sale: one for each purchase, however many cards are tried for it. */
  readonly checkoutId: string
  /** Names the click that is on its way; null when none is. */
  readonly submitId: string | null
  readonly approved: boolean
  /** A Pix or a boleto was issued for it: a reload shows it again. */
  readonly issued?: boolean
}

const keyOf = (code: string) => `campainha.checkout.${code}`

export const newMemory = (): CheckoutMemory => ({
  checkoutId: crypto.randomUUID(),
  submitId: null,
  approved: false,
})

export function readMemory(code: string): CheckoutMemory {
  try {
    const text = sessionStorage.getItem(keyOf(code))
    const kept: unknown = text === null ? null : JSON.parse(text)
    return isMemory(kept) ? kept : newMemory()
  } catch {
    return newMemory()
  }
}

/** A browser that refuses storage still sells: only the reload forgets. */
export function keepMemory(code: string, memory: CheckoutMemory): void {
  try {
    sessionStorage.setItem(keyOf(code), JSON.stringify(memory))
  } catch {
    return
  }
}

const isMemory = (kept: unknown): kept is CheckoutMemory =>
  typeof kept === 'object' &&
  kept !== null &&
  'checkoutId' in kept &&
  typeof kept.checkoutId === 'string' &&
  'submitId' in kept &&
  (kept.submitId === null || typeof kept.submitId === 'string') &&
  'approved' in kept &&
  typeof kept.approved === 'boolean'
