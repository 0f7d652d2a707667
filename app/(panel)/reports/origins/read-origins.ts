// app/(panel)/reports/origins/read-origins.ts
import {
  ORIGIN_DIMENSIONS,
  type OriginDimension,
  type OriginScope,
} from '@/lib/reports/origins-report'
import { type Read, readSearch, type Search } from '../read-search'

type Scope = {
  readonly read: Read
  readonly scope: OriginScope
  readonly days: Readonly<Record<string, string>>
  /** The breakdown and the filters, for addresses. */
  readonly chosen: Readonly<Record<string, string>>
}

const LONGEST = 500

const dimensionOf = (word: unknown): OriginDimension | undefined =>
  ORIGIN_DIMENSIONS.find((each) => each === word)

/** `?by=utm_source&and=utm_campaign&src=bio`: one or two breakdowns, any filters. */
export function readOrigins(search: Search, now: Date): Scope {
  const read = readSearch(search, now)
  const first = dimensionOf(search.by) ?? 'utm_source'
  const second = dimensionOf(search.and)
  const only = Object.fromEntries(
    ORIGIN_DIMENSIONS.flatMap((name) => {
      const value = search[name]
      const empty = name === 'store' && value === ''
      return typeof value === 'string' && value.length <= LONGEST && !empty ? [[name, value]] : []
    }),
  )
  const { period, name } = read
  const two = second !== undefined && second !== first
  return {
    read,
    scope: { period, by: two ? [first, second] : [first], only },
    days: name === null ? { from: period.from, to: period.to } : { period: name },
    chosen: { by: first, ...(two && { and: second }), ...only },
  }
}
