// components/sales/sale-action.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState, useTransition } from 'react'
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
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toaster'
import { type Centavos, formatReais, readReais } from '@/lib/kernel/money'

type Done = { readonly ok: boolean; readonly message: string }

type Props = {
  readonly title: string
  readonly text: ReactNode
  readonly button: string
  readonly variant?: 'primary' | 'outline' | 'danger'
  /** The most that may be typed; without it there is nothing to type. */
  readonly upTo?: Centavos
  readonly run: (amount: string | null) => Promise<Done>
}

/** Something that moves money: it says what it will do, and asks once. */
export function SaleAction({ title, text, button, variant = 'outline', upTo, run }: Props) {
  const t = useTranslations('sales.detail.does')
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [busy, start] = useTransition()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('amount')
    const amount = upTo === undefined ? null : String(typed)
    const read = amount === null ? null : readReais(amount)
    const isWrong = amount !== null && (read === null || read <= 0 || read > (upTo ?? 0))
    setWrong(isWrong)
    if (isWrong) return
    start(async () => {
      const { ok, message } = await run(amount)
      ok ? toast.success(message) : toast.error(message)
      setOpen(false)
    })
  }
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant={variant} size="sm">
          {button}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <form onSubmit={submit} className="grid gap-4">
          <AlertDialogHeader>
            <AlertDialogTitle>{title}</AlertDialogTitle>
            <AlertDialogDescription>{text}</AlertDialogDescription>
          </AlertDialogHeader>
          {upTo !== undefined && (
            <Field
              label={t('refund.amount')}
              hint={t('refund.hint', { amount: formatReais(upTo) })}
              error={wrong && t('refund.wrong', { amount: formatReais(upTo) })}
            >
              <Input
                name="amount"
                inputMode="decimal"
                autoComplete="off"
                defaultValue={formatReais(upTo)}
              />
            </Field>
          )}
          <AlertDialogFooter>
            <AlertDialogCancel type="button">{t('keep')}</AlertDialogCancel>
            <Button type="submit" variant={variant === 'danger' ? 'danger' : 'primary'} busy={busy}>
              {button}
            </Button>
          </AlertDialogFooter>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  )
}

/** Something that moves nothing and may be done again: pressed once, told once. */
export function PlainAction({
  button,
  run,
}: {
  readonly button: string
  readonly run: () => Promise<Done>
}) {
  const [busy, start] = useTransition()
  const press = () =>
    start(async () => {
      const { ok, message } = await run()
      ok ? toast.success(message) : toast.error(message)
    })
  return (
    <Button size="sm" busy={busy} onClick={press}>
      {button}
    </Button>
  )
}
