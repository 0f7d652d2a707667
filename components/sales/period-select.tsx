// components/sales/period-select.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import { PERIODS } from '@/lib/kernel/period'

/** Choosing a period is asking for it; dates that were typed below give way. */
export function PeriodSelect({
  value,
  className,
}: {
  readonly value: string
  readonly className?: string
}) {
  const t = useTranslations('sales.period')
  return (
    <Field label={t('label')} labelHidden className={className ?? ''}>
      <NativeSelect
        key={value}
        name="period"
        defaultValue={value}
        onChange={({ currentTarget }) => {
          const { form } = currentTarget
          for (const name of ['from', 'to']) {
            const date = form?.elements.namedItem(name)
            if (date instanceof HTMLInputElement) date.value = ''
          }
          form?.requestSubmit()
        }}
      >
        <option value="">{t('all')}</option>
        {PERIODS.map((name) => (
          <option key={name} value={name}>
            {t(name)}
          </option>
        ))}
        {value === 'dates' && (
          // Shown and not sent: the dates beside it say it.
          <option value="dates" disabled>
            {t('dates')}
          </option>
        )}
      </NativeSelect>
    </Field>
  )
}
