// app/(panel)/offers/[id]/figures/read-figures.ts
import { FIGURE_ORDERS, type FigureOrder } from '@/lib/reports/offer-figures'
import { type Read, readSearch, type Search } from '../../../reports/read-search'

export type FiguresSearch = {
  readonly read: Read
  readonly byCampaign: boolean
  readonly order: FigureOrder
  /** What the address says of its days, to be said again. */
  readonly days: Readonly<Record<string, string>>
}

/** The days as in every report, and `?by=campaign&sort=visitors`. */
export function readFigures(search: Search, now: Date): FiguresSearch {
  const read = readSearch(search, now)
  return {
    read,
    byCampaign: search.by === 'campaign',
    order: FIGURE_ORDERS.find((order) => order === search.sort) ?? 'paid',
    days: read.name === null ? { ...read.period } : { period: read.name },
  }
}
