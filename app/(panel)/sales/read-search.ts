// app/(panel)/sales/read-search.ts
import type { SalesFilter } from '@/components/sales/sales-href'
import { readReais } from '@/lib/kernel/money'
import { isPeriodName, periodNamed } from '@/lib/kernel/period'
import { PanelSalesQuery } from '@/lib/sales/sales-query'

export type Search = Readonly<Record<string, string | string[] | undefined>>

/** What the address of the page may say, by the names people see in it. */
const NAMES = [
  'status',
  'q',
  'method',
  'acquirer',
  'brand',
  'offer',
  'link',
  'period',
  'from',
  'to',
  'min',
  'max',
  'capture',
  'test',
] as const
type Name = (typeof NAMES)[number]

/** Where a filter of the query is another word in the address. */
const NAME_OF: Readonly<Record<string, Name>> = { minAmount: 'min', maxAmount: 'max' }

export type Read = {
  /** As it was typed, without what could not be read. */
  readonly filter: SalesFilter
  readonly query: PanelSalesQuery
  /** What could not be read, and was left out: the page says so. */
  readonly ignored: readonly Name[]
}

/** An address that was cut or mistyped still shows sales, and says what it did not understand. */
export function readSearch(search: Search, now: Date): Read {
  const typed: Partial<Record<string, string>> = {}
  for (const name of [...NAMES, 'cursor', 'before']) {
    const value = search[name]
    if (typeof value === 'string' && value !== '') typed[name] = value
  }
  const { query, wrong } = understand(asked(typed, now))
  const ignored = wrong
    .map((name) => NAME_OF[name] ?? name)
    .filter((name): name is Name => NAMES.some((each) => each === name))
  if (typed.period !== undefined && !isPeriodName(typed.period)) ignored.push('period')
  const kept = NAMES.filter((name) => typed[name] !== undefined && !ignored.includes(name))
  return {
    filter: Object.fromEntries(kept.map((name) => [name, typed[name]])),
    query,
    ignored: [...new Set(ignored)],
  }
}

/** Dates that were typed say more than the name of a period. */
function asked({ period, min, max, ...rest }: Partial<Record<string, string>>, now: Date) {
  const isTyped = rest.from !== undefined || rest.to !== undefined
  const named = !isTyped && period !== undefined && isPeriodName(period)
  return {
    ...rest,
    ...(named && periodNamed(period, now)),
    ...(min !== undefined && { minAmount: String(readReais(min) ?? min) }),
    ...(max !== undefined && { maxAmount: String(readReais(max) ?? max) }),
  }
}

function understand(whole: Readonly<Record<string, string | undefined>>) {
  const read = PanelSalesQuery.safeParse(whole)
  if (read.success) return { query: read.data, wrong: [] }
  const wrong = [...new Set(read.error.issues.map(({ path }) => String(path[0])))]
  const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => !wrong.includes(name)))
  return { query: PanelSalesQuery.parse(rest), wrong }
}
