// components/sales/sales-filters.tsx
import { SlidersHorizontal } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Filters } from '@/components/ui/filters'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import { ChosenFilters } from './chosen-filters'
import { PeriodSelect } from './period-select'
import { type SalesFilter, STATUS_GROUPS, salesHref } from './sales-href'

type Choice = { readonly value: string; readonly label: string }
type Props = {
  readonly filter: SalesFilter
  readonly acquirers: readonly Choice[]
  readonly offers: readonly Choice[]
}

const METHODS = ['card', 'pix', 'boleto'] as const

const STATUSES = [
  'pending',
  'authorized',
  'paid',
  'refused',
  'failed',
  'canceled',
  'refunded',
  'partially_refunded',
  'charged_back',
  'expired',
] as const

/** A form that works without a script: it asks for the page again, with what was chosen. */
export function SalesFilters(props: Props) {
  const t = useTranslations('sales.filter')
  const { filter } = props
  const { status, capture, ...rest } = filter
  const groups = Object.entries(STATUS_GROUPS) as [keyof typeof STATUS_GROUPS, SalesFilter][]
  const links = [
    { href: salesHref(rest), label: t('all'), current: !status && !capture },
    ...groups.map(([name, group]) => ({
      href: salesHref({ ...rest, ...group }),
      label: t(name),
      current: status === group.status && capture === group.capture,
    })),
  ]
  return (
    <div className="mb-4 grid gap-3">
      <Filters label={t('label')} links={links} />
      <form action="/sales" className="-mt-3 grid gap-3">
        {capture !== undefined && <input type="hidden" name="capture" value={capture} />}
        {filter.test !== undefined && <input type="hidden" name="test" value={filter.test} />}
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:flex">
          <Field label={t('q')} labelHidden className="min-w-0 flex-1 md:max-w-md">
            <Input name="q" type="search" defaultValue={filter.q} placeholder={t('qShort')} />
          </Field>
          <Button type="submit" size="lg" className="md:h-9">
            {t('apply')}
          </Button>
          <PeriodSelect className="max-sm:col-span-full sm:w-44" value={periodOf(filter)} />
        </div>
        <MoreFilters key={JSON.stringify(filter)} {...props} />
      </form>
      <ChosenFilters {...props} />
    </div>
  )
}

const periodOf = ({ period, from, to }: SalesFilter) =>
  from !== undefined || to !== undefined ? 'dates' : (period ?? '')

function MoreFilters({ filter, acquirers, offers }: Props) {
  const t = useTranslations('sales.filter')
  const statusWord = useTranslations('sales.status')
  const methodWord = useTranslations('sales.method')
  const exact = STATUSES.find((each) => each === filter.status)
  return (
    <details className="group">
      <summary className="flex w-fit items-center gap-1.5 py-1 text-muted-foreground hover:text-foreground">
        <SlidersHorizontal aria-hidden className="size-4" />
        {t('more')}
      </summary>
      <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
        <Select
          name="status"
          label={t('label')}
          any={t('anyStatus')}
          value={exact ?? filter.status}
          choices={[
            ...STATUSES.map((value) => ({ value, label: statusWord(value) })),
            // A group that was chosen above stays chosen when the form is sent.
            ...(filter.status !== undefined && exact === undefined
              ? [{ value: filter.status, label: t('chosenGroup') }]
              : []),
          ]}
        />
        <Select
          name="method"
          label={t('method')}
          any={t('anyMethod')}
          value={filter.method}
          choices={METHODS.map((value) => ({ value, label: methodWord(value) }))}
        />
        <Select
          name="acquirer"
          label={t('acquirer')}
          any={t('anyAcquirer')}
          value={filter.acquirer}
          choices={acquirers}
        />
        <Select
          name="brand"
          label={t('brand')}
          any={t('anyBrand')}
          value={filter.brand}
          choices={Object.entries(CARD_BRANDS).map(([value, { label }]) => ({ value, label }))}
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
        <Field label={t('min')}>
          <Input name="min" inputMode="decimal" defaultValue={filter.min} placeholder="R$ 0,00" />
        </Field>
        <Field label={t('max')}>
          <Input name="max" inputMode="decimal" defaultValue={filter.max} placeholder="R$ 0,00" />
        </Field>
        <div className="flex items-end">
          <Button type="submit" className="max-md:h-11">
            {t('apply')}
          </Button>
        </div>
      </div>
      <p className="mt-3 text-xs">
        <Link
          href={filter.test === undefined ? '/sales?test=1' : '/sales'}
          className="prose-link text-muted-foreground"
        >
          {t(filter.test === undefined ? 'tests' : 'noTests')}
        </Link>
      </p>
    </details>
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
