// app/(panel)/settings/acquirers/down-notice.tsx
'use client'

import { CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AcquirerCard } from '@/lib/accounts/acquirer-views'
import { closeBreakerAction } from './actions'

type Props = {
  readonly acquirer: AcquirerCard
  /** No other acquirer takes the sales meanwhile. */
  readonly alone: boolean
  readonly canEdit: boolean
}

/** While its breaker is not closed: since when, what follows, and the way back for who knows better. */
export function DownNotice({ acquirer, alone, canEdit }: Props) {
  const t = useTranslations('settings.acquirers.down')
  const [pending, start] = useTransition()
  const [message, setMessage] = useState<string>()
  const { breaker, code, label } = acquirer
  if (breaker === null || breaker.state === 'closed') return null
  const { openedAt, probeAt } = breaker
  const close = () =>
    start(async () => {
      setMessage((await closeBreakerAction(code)).message)
    })
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 rounded-md border border-[color-mix(in_oklab,var(--refused)_40%,var(--card))] p-4">
      <div className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5">
        <CircleX aria-hidden className="mt-0.5 size-4 text-refused" />
        <p className="font-medium">
          {t.rich('title', {
            label,
            since: () => (openedAt === null ? null : <RelativeTime at={openedAt} />),
          })}
        </p>
        <p className="col-start-2 max-w-[56ch] text-muted-foreground">{words()}</p>
      </div>
      <FormError>{message}</FormError>
      {canEdit && (
        <Button size="sm" busy={pending} onClick={close} className="max-sm:h-11 max-sm:w-full">
          {t('close')}
        </Button>
      )}
    </div>
  )

  function words() {
    if (alone) return t('alone')
    if (breaker?.state === 'half_open') return t('half_open')
    const next = () => (probeAt === null ? null : <RelativeTime at={probeAt} show="second" />)
    return t.rich('open', { next })
  }
}
