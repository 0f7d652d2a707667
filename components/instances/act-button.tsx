// components/instances/act-button.tsx
'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly action: () => Promise<FormAnswer>
  /** Said when it is done. */
  readonly done: string
  readonly variant?: 'primary' | 'outline' | 'danger'
  readonly className?: string
  readonly children: ReactNode
}

/** One press, one action: what became of it is said, and the page is asked for again. */
export function ActButton({ action, done, variant = 'outline', className, children }: Props) {
  const [pending, start] = useTransition()
  const router = useRouter()
  const act = () =>
    start(async () => {
      const { message } = await action()
      if (message === undefined) toast.success(done)
      else toast.error(message)
      router.refresh()
    })
  return (
    <Button variant={variant} busy={pending} onClick={act} className={className}>
      {children}
    </Button>
  )
}
