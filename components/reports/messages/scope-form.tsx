// components/reports/messages/scope-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { NativeSelect } from '@/components/ui/native-select'

type Named = { readonly id: string; readonly name: string }

type Props = {
  readonly path: string
  readonly stores: readonly Named[]
  readonly instances?: readonly Named[]
  readonly chosen: { readonly store?: string | undefined; readonly instance?: string | undefined }
  /** What else the address says. */
  readonly keep: Readonly<Record<string, string>>
}

/** Choosing is asking: one store, one sender, or all of them. */
export function ScopeForm({ path, stores, instances = [], chosen, keep }: Props) {
  const t = useTranslations('reports.messages.scope')
  const ask = (name: 'store' | 'instance', all: string, list: readonly Named[]) =>
    list.length > 1 && (
      <NativeSelect
        key={`${name} ${chosen[name] ?? ''}`}
        name={name}
        aria-label={t(name)}
        defaultValue={chosen[name] ?? ''}
        className="w-full sm:w-56"
        onChange={({ currentTarget }) => currentTarget.form?.requestSubmit()}
      >
        <option value="">{all}</option>
        {list.map(({ id, name: label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </NativeSelect>
    )
  if (stores.length < 2 && instances.length < 2) return null
  return (
    <form action={path} className="mb-3 flex flex-wrap gap-2">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {ask('store', t('allStores'), stores)}
      {ask('instance', t('allInstances'), instances)}
      <noscript>
        <button type="submit" className="h-11 rounded-md border px-3 md:h-9">
          {t('show')}
        </button>
      </noscript>
    </form>
  )
}
