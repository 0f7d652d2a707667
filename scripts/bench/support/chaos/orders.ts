// scripts/bench/support/chaos/orders.ts
import { readFileSync, writeFileSync } from 'node:fs'
import type { Id } from '@/lib/kernel/ids'

/** What a till is told: where everything is, what to sell and when it is. */
export type Orders = {
  readonly database: string
  readonly simulatorUrl: string
  readonly addresses: Readonly<Record<string, string>>
  readonly accountId: Id<'account'>
  readonly apiKeyId: Id<'apiKey'>
  readonly offerCode: string
  readonly count: number
  readonly seed: number
  /** By the clock of this shop, ms since the epoch. */
  readonly startedAt: number
  /** Each order that was seen to its end leaves its number here. */
  readonly progress: string
}

export const writeOrders = (path: string, orders: Orders) =>
  writeFileSync(path, JSON.stringify(orders))

export const readOrders = (path: string): Orders => JSON.parse(readFileSync(path, 'utf8'))

export function readProgress(path: string): ReadonlySet<number> {
  try {
    return new Set(readFileSync(path, 'utf8').split('\n').filter(Boolean).map(Number))
  } catch {
    return new Set()
  }
}
