// app/(panel)/stores/[id]/mapping/formats.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import type { Mapping } from '@/db/schema/stores'

const MONEY: readonly Mapping['money'][] = ['decimal_dot', 'decimal_comma', 'cents']
const DATES: readonly Mapping['dates'][] = ['iso', 'ymd_hms', 'dmy_hms', 'epoch_s', 'epoch_ms']
const ZONES = [
  'America/Sao_Paulo',
  'America/Manaus',
  'America/Cuiaba',
  'America/Campo_Grande',
  'America/Belem',
  'America/Fortaleza',
  'America/Recife',
  'America/Bahia',
  'America/Porto_Velho',
  'America/Rio_Branco',
  'America/Noronha',
  'UTC',
]

/** As they are written here; the others already are. */
const SPELT: Readonly<Record<string, string>> = {
  'America/Sao_Paulo': 'São Paulo',
  'America/Cuiaba': 'Cuiabá',
  'America/Belem': 'Belém',
  'America/Noronha': 'Fernando de Noronha',
}

type Props = {
  readonly mapping: Mapping
  readonly change: (part: Partial<Mapping>) => void
}

/** Said once for the whole store: how it writes money and time. */
export function Formats({ mapping, change }: Props) {
  const t = useTranslations('stores.mapping')
  const pick =
    <Word extends string>(words: readonly Word[], put: (word: Word) => void) =>
    ({ target }: { readonly target: { readonly value: string } }) => {
      const word = words.find((each) => each === target.value)
      if (word !== undefined) put(word)
    }
  const zones = ZONES.includes(mapping.zone) ? ZONES : [mapping.zone, ...ZONES]
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('formats')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4 sm:grid-cols-2">
        <Field label={t('money')}>
          <NativeSelect value={mapping.money} onChange={pick(MONEY, (money) => change({ money }))}>
            {MONEY.map((unit) => (
              <option key={unit} value={unit}>
                {t(`unit.${unit}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('dates')}>
          <NativeSelect value={mapping.dates} onChange={pick(DATES, (dates) => change({ dates }))}>
            {DATES.map((form) => (
              <option key={form} value={form}>
                {t(`form.${form}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('zone')} hint={t('zoneHint')}>
          <NativeSelect value={mapping.zone} onChange={pick(zones, (zone) => change({ zone }))}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {SPELT[zone] ?? zone.replace('America/', '').replaceAll('_', ' ')}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </CardContent>
    </Card>
  )
}
