// lib/offers/offer-row.ts
import type { Commission, Plan, Trackers } from '@/db/schema/offer-content'
import type { OfferState } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'

/** A row of the offers page. Revenue is what was paid less what went back, since ever. */
export type OfferRow = {
  readonly id: Id<'offer'>
  readonly code: string
  readonly title: string
  readonly state: OfferState
  readonly isArchived: boolean
  readonly price: Centavos | null
  /** Of an offer that charges again. */
  readonly plan: Plan | null
  readonly hasDraft: boolean
  readonly sales: number
  readonly revenue: Centavos
  readonly clicks: number
  /** Of the days of the chart. */
  readonly visitors: number
  /** Of these visitors' purchases on the page. */
  readonly pageSales: number
  /** Paid a day, the oldest first, today last. */
  readonly lastDays: readonly Centavos[]
  /** Of an offer that sells a number of them. */
  readonly places: { readonly total: number; readonly left: number } | null
  readonly commission: Commission | null
  readonly hasBell: boolean
  readonly trackers: readonly (keyof Trackers)[]
}
