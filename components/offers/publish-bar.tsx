// components/offers/publish-bar.tsx
'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { FieldName } from './offer-form'
import type { DraftState } from './use-offer-draft'

type Props = {
  readonly code: string
  readonly link: string
  readonly state: DraftState
  readonly changed: readonly FieldName[]
  readonly isPublished: boolean
  /** Fields whose value is not taken: what they say is in no draft. */
  readonly faults: number
  readonly canEdit: boolean
  readonly busy: boolean
  readonly publish: () => void
}

const STATE = { saved: 'saved', saving: 'saving', not_saved: 'notSaved' } as const

/** Always in sight: what is saved, what publishing would change, and the one main action. */
export function PublishBar(props: Props) {
  const { code, link, state, changed, isPublished, faults, canEdit, busy, publish } = props
  const t = useTranslations('offers.editor')
  const names = useTranslations('offers.field')
  const list = changed.map((name) => names(`${name}.label`).toLowerCase()).join(', ')
  const sentence =
    faults > 0
      ? t('faulty', { count: faults })
      : !isPublished
        ? t('never')
        : list === ''
          ? t('same')
          : t('changed', { list })
  return (
    <div className="sticky bottom-(--tabbar) z-10 -mx-(--gutter) mt-6 -mb-8 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-background px-(--gutter) py-3">
      <p className="min-w-0 flex-[1_1_220px]">
        <span className="block font-medium">{canEdit ? sentence : t('readOnly')}</span>
        {canEdit && (
          <span aria-live="polite" className="text-xs text-muted-foreground">
            {t(faults > 0 && state === 'saved' ? 'faultyKept' : STATE[state])}
          </span>
        )}
      </p>
      {isPublished && (
        <div className="flex items-center gap-1">
          <CopyButton text={link} label={t('copyLink')} />
          <Button asChild>
            <a href={`/o/${code}`} target="_blank" rel="noreferrer">
              {t('open')}
              <ExternalLink aria-hidden />
            </a>
          </Button>
        </div>
      )}
      {canEdit && (
        <Button
          variant="primary"
          busy={busy}
          disabled={isPublished && list === '' && state === 'saved'}
          onClick={publish}
          className="max-sm:h-11 max-sm:flex-1"
        >
          {t('publish')}
        </Button>
      )}
    </div>
  )
}
