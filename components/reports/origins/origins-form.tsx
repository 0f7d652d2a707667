// components/reports/origins/origins-form.tsx
'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import type { OriginDimension, OriginScope } from '@/lib/reports/origins-report'

type Named = { readonly id: string; readonly name: string }

type Props = Pick<OriginScope, 'by' | 'only'> & {
  readonly path: string
  readonly dimensions: readonly OriginDimension[]
  readonly stores: readonly Named[]
  readonly days: Readonly<Record<string, string>>
}

/** By what, and by what else; what was clicked in the table stands below and can be taken off. */
export function OriginsForm({ path, dimensions, by, only, stores, days }: Props) {
  const t = useTranslations('reports.origins')
  const [first, second] = by
  const filters = Object.entries(only) as [OriginDimension, string][]
  const without = (name: OriginDimension) =>
    `${path}?${new URLSearchParams({
      ...days,
      by: first ?? '',
      ...(second && { and: second }),
      ...Object.fromEntries(filters.filter(([each]) => each !== name)),
    })}`
  const nameOf = (name: OriginDimension, value: string) => {
    if (value === '') return t('without')
    return name === 'store' ? (stores.find(({ id }) => id === value)?.name ?? value) : value
  }
  return (
    <div className="mb-3 grid gap-3">
      <form action={path} className="flex flex-wrap items-end gap-2">
        {Object.entries({ ...days, ...only }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Choice name="by" label={t('by')} value={first} choices={dimensions} />
        <Choice
          name="and"
          label={t('and')}
          value={second}
          none={t('nothingElse')}
          choices={dimensions.filter((each) => each !== first)}
        />
        <noscript>
          <button type="submit" className="h-11 rounded-md border px-3 md:h-9">
            {t('show')}
          </button>
        </noscript>
      </form>
      {filters.length > 0 && (
        <ul aria-label={t('only')} className="flex flex-wrap gap-1.5">
          {filters.map(([name, value]) => (
            <li key={name}>
              <Link
                href={without(name)}
                aria-label={t('remove', { name: t(`name.${name}`), value: nameOf(name, value) })}
                className="inline-flex h-9 items-center gap-1.5 rounded-full border bg-card px-3 text-xs hover:bg-muted md:h-8"
              >
                <span className="text-muted-foreground">{t(`name.${name}`)}</span>
                <span className="max-w-[240px] truncate font-medium">{nameOf(name, value)}</span>
                <X aria-hidden className="size-3.5" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type ChoiceProps = {
  readonly name: 'by' | 'and'
  readonly label: string
  readonly value: OriginDimension | undefined
  readonly none?: string
  readonly choices: readonly OriginDimension[]
}

function Choice({ name, label, value, none, choices }: ChoiceProps) {
  const t = useTranslations('reports.origins')
  return (
    <Field label={label} className="w-full sm:w-56">
      <NativeSelect
        key={value ?? ''}
        name={name}
        defaultValue={value ?? ''}
        onChange={({ currentTarget }) => currentTarget.form?.requestSubmit()}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((each) => (
          <option key={each} value={each}>
            {t(`name.${each}`)}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}
