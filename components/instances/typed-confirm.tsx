// components/instances/typed-confirm.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
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
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toaster'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Props = {
  readonly verb: string
  readonly body: string
  readonly done: string
  /** To be typed letter by letter. */
  readonly name: string
  /** Where it leads when it is done. */
  readonly to: string
  readonly action: (typed: string) => Promise<FormAnswer>
}

/** For what stops a number: the button waits until its name was typed. */
export function TypedConfirm({ verb, body, done, name, to, action }: Props) {
  const t = useTranslations('instances.settings')
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [message, setMessage] = useState<string>()
  const [pending, start] = useTransition()
  /** Opened again, it asks again. */
  const begin = () => {
    setTyped('')
    setMessage(undefined)
  }
  const act = () =>
    start(async () => {
      const answer = await action(typed)
      setMessage(answer.message)
      if (answer.message !== undefined) return
      toast.success(done)
      router.push(to)
      router.refresh()
    })
  return (
    <AlertDialog onOpenChange={begin}>
      <AlertDialogTrigger asChild>
        <Button variant="danger" className="max-sm:h-11">
          {verb}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{verb}</AlertDialogTitle>
          <AlertDialogDescription>{body}</AlertDialogDescription>
        </AlertDialogHeader>
        <Field label={t('typeName', { name })}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
          />
        </Field>
        <FormError>{message}</FormError>
        <AlertDialogFooter>
          <AlertDialogCancel>{t('cancel')}</AlertDialogCancel>
          <Button variant="danger" busy={pending} disabled={typed.trim() !== name} onClick={act}>
            {verb}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
