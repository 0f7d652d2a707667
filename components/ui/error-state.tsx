// components/ui/error-state.tsx
'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from './button'
import { Mono } from './code-chip'

/** Something of ours broke: what is safe, what to do, and the mark to look it up by. */
export function ErrorState({
  digest,
  retry,
}: {
  readonly digest?: string | undefined
  readonly retry?: () => void
}) {
  const t = useTranslations('ui.error')
  return (
    <div role="alert" className="rounded-lg border bg-card px-4 py-5 lg:p-5">
      <div className="flex gap-2.5">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-refused" />
        <div>
          <h2 className="text-sm tracking-normal">{t('title')}</h2>
          <p className="mt-1 max-w-[52ch] text-muted-foreground">{t('body')}</p>
          {digest !== undefined && (
            <p className="mt-1 text-xs text-muted-foreground">
              {t('mark')} <Mono>{digest}</Mono>
            </p>
          )}
          {retry !== undefined && (
            <Button className="mt-3" onClick={retry}>
              {t('retry')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}
