// components/notifications/step-switch.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toaster'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly enabled: boolean
  readonly label: string
  readonly done: { readonly on: string; readonly off: string }
  readonly action: (enabled: boolean) => Promise<FormAnswer>
}

export function StepSwitch({ enabled, label, done, action }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [shown, show] = useOptimistic(enabled)
  const change = (next: boolean) =>
    start(async () => {
      show(next)
      const { message } = await action(next)
      if (message === undefined) toast.success(next ? done.on : done.off)
      else toast.error(message)
      router.refresh()
    })
  return <Switch checked={shown} onCheckedChange={change} aria-label={label} aria-busy={pending} />
}
