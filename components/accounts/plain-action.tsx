// components/accounts/plain-action.tsx
'use client'

import { type ReactNode, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly action: () => Promise<FormAnswer>
  readonly children: ReactNode
}

/** One press, one action; a refusal is said aloud. */
export function PlainAction({ action, children }: Props) {
  const [pending, start] = useTransition()
  const act = () =>
    start(async () => {
      const { message } = await action()
      if (message !== undefined) toast.error(message)
    })
  return (
    <Button size="sm" busy={pending} onClick={act}>
      {children}
    </Button>
  )
}
