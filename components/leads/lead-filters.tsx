// components/leads/lead-filters.tsx
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { LEAD_KINDS } from './lead-kinds'

export type LeadFilter = Readonly<Partial<Record<'offer' | 'kind' | 'from' | 'to' | 'q', string>>>

type Props = {
  readonly filter: LeadFilter
  readonly offers: readonly { readonly code: string; readonly title: string }[]
}

/** A plain form: it works before a script does, and its answer is an address. */
export function LeadFilters({ filter, offers }: Props) {
  const t = useTranslations('leads.filter')
  const kind = useTranslations('leads.kind')
  return (
    <search className="mb-4">
      <form
        action="/leads"
        className="grid grid-cols-2 items-end gap-2 md:grid-cols-3 xl:grid-cols-[minmax(0,2fr)_minmax(0,1.6fr)_minmax(0,1.3fr)_150px_150px_auto]"
      >
        <Field label={t('q')} className="max-md:col-span-2">
          <Input type="search" name="q" defaultValue={filter.q} placeholder={t('qHint')} />
        </Field>
        <Field label={t('offer')}>
          <NativeSelect name="offer" defaultValue={filter.offer ?? ''}>
            <option value="">{t('allOffers')}</option>
            {offers.map(({ code, title }) => (
              <option key={code} value={code}>
                {title}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('kind')}>
          <NativeSelect name="kind" defaultValue={filter.kind ?? ''}>
            <option value="">{t('all')}</option>
            {LEAD_KINDS.map((each) => (
              <option key={each} value={each}>
                {kind(each)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('from')}>
          <Input type="date" name="from" defaultValue={filter.from} />
        </Field>
        <Field label={t('to')}>
          <Input type="date" name="to" defaultValue={filter.to} />
        </Field>
        <Button type="submit" className="max-md:col-span-2 max-md:h-11">
          <Search aria-hidden />
          {t('submit')}
        </Button>
      </form>
    </search>
  )
}
