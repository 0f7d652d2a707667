// components/offers/change-list.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { FieldChange } from '@/lib/offers/versions-view'
import { useFieldWords } from './field-words'

/** Field by field: as it was, and as it is or would be. */
export function ChangeList({ changes }: { readonly changes: readonly FieldChange[] }) {
  const t = useTranslations('offers.words')
  const field = useTranslations('offers.field')
  const words = useFieldWords()
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {changes.map(({ name, before, after }) => {
        const [was, is] = [words(name, before), words(name, after)]
        return (
          <div key={name} className="grid gap-x-4 sm:grid-cols-[148px_minmax(0,1fr)]">
            <dt className="text-sm font-medium">{field(`${name}.label`)}</dt>
            <dd className="min-w-0 text-sm break-words">
              {was === is ? (
                <span>{t('inside', { is })}</span>
              ) : (
                <>
                  <span className="text-muted-foreground">
                    <span className="sr-only">{t('before')}</span>
                    <s className="decoration-past">{was}</s>
                  </span>
                  <span aria-hidden className="text-muted-foreground">
                    {' → '}
                  </span>
                  <span>
                    <span className="sr-only">{t('after')}</span>
                    {is}
                  </span>
                </>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
