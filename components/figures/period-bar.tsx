// components/figures/period-bar.tsx
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Filters } from '@/components/ui/filters'
import { Input } from '@/components/ui/input'
import type { Period, PeriodName } from '@/lib/kernel/period'

const NAMES = ['days7', 'days30', 'days90'] as const satisfies readonly PeriodName[]

type Props = {
  readonly path: string
  readonly period: Period
  readonly name: PeriodName | null
  readonly today: string
}

/** Periods are links; other days are typed. Either can be kept and sent. */
export function PeriodBar({ path, period, name, today }: Props) {
  const t = useTranslations('figures.period')
  const words = useTranslations('sales.period')
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4">
      <Filters
        label={words('label')}
        links={NAMES.map((each) => ({
          href: `${path}?period=${each}`,
          label: words(each),
          current: each === name,
        }))}
      />
      <details open={name === null} className="group/days">
        <summary className="inline-flex h-9 items-center rounded-full border border-transparent px-3 font-medium text-muted-foreground group-open/days:border-input group-open/days:text-foreground hover:bg-muted md:h-8">
          {t('other')}
        </summary>
        <Form action={path} className="mt-2 flex flex-wrap items-end gap-2">
          <Field label={t('from')}>
            <Input type="date" name="from" defaultValue={period.from} max={today} required />
          </Field>
          <Field label={t('to')}>
            <Input type="date" name="to" defaultValue={period.to} max={today} required />
          </Field>
          <Button type="submit">{t('show')}</Button>
        </Form>
      </details>
    </div>
  )
}
