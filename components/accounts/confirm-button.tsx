// components/accounts/confirm-button.tsx
'use client'

import { useState, useTransition } from 'react'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly verb: string
  readonly title: string
  readonly body: string
  readonly keep: string
  /** The name a screen reader hears, when several of these stand in one list. */
  readonly label: string
  readonly action: () => Promise<FormAnswer>
}

/** For what cannot be taken back. A refusal stays in the dialog, where the person is looking. */
export function ConfirmButton({ verb, title, body, keep, label, action }: Props) {
  const [open, setOpen] = useState(false)
  const [pending, start] = useTransition()
  const [message, setMessage] = useState<string>()
  const act = () =>
    start(async () => {
      const answer = await action()
      setMessage(answer.message)
      if (answer.message === undefined) setOpen(false)
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button size="sm" variant="danger" aria-label={label}>
          {verb}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{body}</AlertDialogDescription>
        </AlertDialogHeader>
        <FormError>{message}</FormError>
        <AlertDialogFooter>
          <AlertDialogCancel>{keep}</AlertDialogCancel>
          <Button variant="danger" busy={pending} onClick={act}>
            {verb}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
