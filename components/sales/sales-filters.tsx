// components/sales/sales-filters.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Filters } from '@/components/ui/filters'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'

/** What the address of the page says, as it was typed. */
export type SalesFilter = {
  readonly status?: string
  readonly q?: string
  readonly acquirer?: string
  readonly offer?: string
  readonly from?: string
  readonly to?: string
}

type Choice = { readonly value: string; readonly label: string }
type Props = {
  readonly filter: SalesFilter
  readonly acquirers: readonly Choice[]
  readonly offers: readonly Choice[]
}

/** Five questions people ask of a list of sales; each is a set of statuses. */
export const STATUS_GROUPS = {
  good: 'paid,authorized',
  refused: 'refused,failed',
  waiting: 'pending',
  returned: 'canceled,refunded,partially_refunded,charged_back,expired',
} as const

export const salesHref = (filter: SalesFilter, more: Readonly<Record<string, string>> = {}) => {
  const set = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(set).toString()
  return query === '' ? '/sales' : `/sales?${query}`
}

/** A form that works without a script: it asks for the page again, with what was chosen. */
export function SalesFilters({ filter, acquirers, offers }: Props) {
  const t = useTranslations('sales.filter')
  const groups = Object.entries(STATUS_GROUPS) as [keyof typeof STATUS_GROUPS, string][]
  const links = [
    { href: salesHref({ ...filter, status: '' }), label: t('all'), current: !filter.status },
    ...groups.map(([name, status]) => ({
      href: salesHref({ ...filter, status }),
      label: t(name),
      current: filter.status === status,
    })),
  ]
  const narrowed = [filter.acquirer, filter.offer, filter.from, filter.to].some(Boolean)
  return (
    <div className="mb-4">
      <Filters label={t('label')} links={links} />
      <form action="/sales" className="grid gap-3">
        {filter.status && <input type="hidden" name="status" value={filter.status} />}
        <div className="flex gap-2">
          <Field label={t('q')} labelHidden className="min-w-0 flex-1 md:max-w-md">
            <Input name="q" type="search" defaultValue={filter.q} placeholder={t('q')} />
          </Field>
          <Button type="submit" size="lg" className="md:h-9">
            {t('apply')}
          </Button>
        </div>
        <details open={narrowed} className="group">
          <summary className="w-fit cursor-pointer py-1 text-muted-foreground hover:text-foreground">
            {t('more')}
          </summary>
          <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto] lg:items-end">
            <Select
              name="acquirer"
              label={t('acquirer')}
              any={t('anyAcquirer')}
              value={filter.acquirer}
              choices={acquirers}
            />
            <Select
              name="offer"
              label={t('offer')}
              any={t('anyOffer')}
              value={filter.offer}
              choices={offers}
            />
            <Field label={t('from')}>
              <Input name="from" type="date" defaultValue={filter.from} />
            </Field>
            <Field label={t('to')}>
              <Input name="to" type="date" defaultValue={filter.to} />
            </Field>
            <Button asChild variant="ghost">
              <Link href="/sales">{t('clear')}</Link>
            </Button>
          </div>
        </details>
      </form>
    </div>
  )
}

function Select({
  name,
  label,
  any,
  value,
  choices,
}: {
  readonly name: string
  readonly label: string
  readonly any: string
  readonly value: string | undefined
  readonly choices: readonly Choice[]
}) {
  return (
    <Field label={label}>
      <NativeSelect name={name} defaultValue={value ?? ''}>
        <option value="">{any}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}
