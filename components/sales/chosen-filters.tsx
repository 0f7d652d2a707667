// components/sales/chosen-filters.tsx
import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import { isPeriodName } from '@/lib/kernel/period'
import { type SalesFilter, STATUS_GROUPS, salesHref } from './sales-href'

type Choice = { readonly value: string; readonly label: string }
type Props = {
  readonly filter: SalesFilter
  readonly acquirers: readonly Choice[]
  readonly offers: readonly Choice[]
}

type Chip = { readonly label: string; readonly without: Readonly<Record<string, string>> }

/** What narrows the list, one by one, each with its way out. */
export function ChosenFilters(props: Props) {
  const t = useTranslations('sales.filter')
  const chips = useChips(props)
  if (chips.length === 0) return null
  return (
    <ul aria-label={t('chosen')} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <Link
            href={salesHref(props.filter, without)}
            aria-label={t('without', { filter: label })}
            className="inline-flex min-h-8 max-w-[70vw] items-center gap-1 rounded-full border bg-card py-1 pr-2 pl-3 text-xs hover:bg-muted max-md:min-h-10"
          >
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
          </Link>
        </li>
      ))}
      <li>
        <Link href="/sales" className="prose-link px-1 text-xs text-muted-foreground">
          {t('clear')}
        </Link>
      </li>
    </ul>
  )
}

function useChips({ filter, acquirers, offers }: Props): readonly Chip[] {
  const t = useTranslations('sales.filter')
  const status = useTranslations('sales.status')
  const method = useTranslations('sales.method')
  const period = useTranslations('sales.period')
  const named = (choices: readonly Choice[], code: string) =>
    choices.find(({ value }) => value === code)?.label ?? code
  const { q, from, to, min, max, brand } = filter
  const chips: (Chip | false)[] = [
    q !== undefined && { label: `“${q}”`, without: { q: '' } },
    filter.test !== undefined && { label: t('testChip'), without: { test: '' } },
    isSingle(filter) && {
      label: status((filter.status ?? 'paid') as 'paid'),
      without: { status: '' },
    },
    filter.method !== undefined && {
      label: method(filter.method as 'card'),
      without: { method: '' },
    },
    filter.acquirer !== undefined && {
      label: named(acquirers, filter.acquirer),
      without: { acquirer: '' },
    },
    brand !== undefined && {
      label: CARD_BRANDS[brand as keyof typeof CARD_BRANDS]?.label ?? brand,
      without: { brand: '' },
    },
    filter.offer !== undefined && { label: named(offers, filter.offer), without: { offer: '' } },
    filter.link !== undefined && { label: `/s/${filter.link}`, without: { link: '' } },
    from === undefined && to === undefined && filter.period !== undefined
      ? isPeriodName(filter.period) && { label: period(filter.period), without: { period: '' } }
      : (from !== undefined || to !== undefined) && {
          label: t('days', { from: dayWords(from), to: dayWords(to), has: hasOf(from, to) }),
          without: { from: '', to: '', period: '' },
        },
    (min !== undefined || max !== undefined) && {
      label: t('amounts', { from: min ?? '', to: max ?? '', has: hasOf(min, max) }),
      without: { min: '', max: '' },
    },
  ]
  return chips.filter((chip) => chip !== false)
}

/** A group has its own tab; one exact status has none. */
const isSingle = ({ status, capture }: SalesFilter) =>
  status !== undefined &&
  !status.includes(',') &&
  !Object.values(STATUS_GROUPS).some(
    (group: SalesFilter) => group.status === status && group.capture === capture,
  )

const hasOf = (from: string | undefined, to: string | undefined) =>
  from === undefined ? 'to' : to === undefined ? 'from' : 'both'

/** `2026-03-05` as people write it. */
const dayWords = (day: string | undefined) =>
  day?.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1') ?? ''
