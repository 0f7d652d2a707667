// components/instances/leave-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'

type Props = { readonly address: string; readonly action: () => Promise<boolean> }

/** One press, and it is done. */
export function LeaveForm({ address, action }: Props) {
  const t = useTranslations('leave')
  const [left, setLeft] = useState(false)
  const [pending, start] = useTransition()
  if (left) return <p role="status">{t('done', { address })}</p>
  return (
    <>
      <p>{t('ask', { address })}</p>
      <p className="text-muted-foreground">{t('body')}</p>
      <div>
        <Button
          variant="primary"
          busy={pending}
          className="h-11"
          onClick={() => start(async () => setLeft(await action()))}
        >
          {t('yes')}
        </Button>
      </div>
    </>
  )
}
