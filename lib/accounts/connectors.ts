// lib/accounts/connectors.ts
import type { Acquirer } from '@/lib/payments/acquirer'
import { acquirers } from '@/lib/payments/registry'

/** Every acquirer of the registry, without its own type of credentials. */
export const connectors: readonly Acquirer<unknown>[] = Object.values(acquirers)

export const connectorOf = (code: string): Acquirer<unknown> | null =>
  connectors.find((each) => each.code === code) ?? null
