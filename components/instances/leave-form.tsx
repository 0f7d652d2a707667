// components/instances/leave-form.tsx
'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'

type Props = { readonly address: string; readonly action: () => Promise<boolean> }

/** One press, and it is done. */
export function LeaveForm({ address, action }: Props) {
  const t = useTranslations('leave')
  const [left, setLeft] = useState(false)
  const [failed, setFailed] = useState(false)
  const [pending, start] = useTransition()
  const leave = () =>
    start(async () => {
      const done = await action().catch(() => false)
      setLeft(done)
      setFailed(!done)
    })
  if (left) {
    return (
      <p role="status" className="flex items-start gap-2" data-tone="paid">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-tone" />
        {t('done', { address })}
      </p>
    )
  }
  return (
    <>
      <p>{t('ask', { address })}</p>
      <p className="text-muted-foreground">{t('body')}</p>
      <div>
        <Button variant="primary" busy={pending} className="h-11 max-sm:w-full" onClick={leave}>
          {t('yes')}
        </Button>
      </div>
      {failed && (
        <p role="alert" className="text-refused">
          {t('failed')}
        </p>
      )}
    </>
  )
}
