// lib/payments/labels.ts
import type { Acquirer } from './acquirer'
import { acquirers } from './registry'

const all: readonly Acquirer<unknown>[] = Object.values(acquirers)

/** What people call an acquirer; null for a code nobody registered. */
export const labelOf = (code: string): string | null =>
  all.find((each) => each.code === code)?.label ?? null
