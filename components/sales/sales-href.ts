// components/sales/sales-href.ts

/** What the address of the page says, as it was typed. */
export type SalesFilter = {
  readonly status?: string
  readonly q?: string
  readonly method?: string
  readonly acquirer?: string
  readonly brand?: string
  readonly offer?: string
  readonly link?: string
  readonly period?: string
  readonly from?: string
  readonly to?: string
  readonly min?: string
  readonly max?: string
  readonly capture?: string
  readonly test?: string
}

/** Questions people ask of a list of sales. */
export const STATUS_GROUPS = {
  good: { status: 'paid,authorized' },
  refused: { status: 'refused,failed' },
  waiting: { status: 'pending' },
  toCapture: { status: 'authorized', capture: 'manual' },
  returned: { status: 'canceled,refunded,partially_refunded,charged_back,expired' },
} as const

/** An empty word takes a filter away. A page belongs to its filters, so it is never carried along. */
export const salesHref = (
  filter: SalesFilter,
  more: Readonly<Record<string, string>> = {},
  path = '/sales',
) => {
  const set = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(set).toString()
  return query === '' ? path : `${path}?${query}`
}
