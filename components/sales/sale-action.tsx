// components/sales/sale-action.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useRef, useState, useTransition } from 'react'
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
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toaster'
import { type Centavos, formatReais, readReais } from '@/lib/kernel/money'

type Done = { readonly ok: boolean; readonly message: string }
export type Typed = { readonly amount: string | null; readonly note: string }

type Props = {
  readonly title: string
  /** What it will do, and what the acquirer makes of it. */
  readonly text: ReactNode
  readonly button: string
  readonly variant?: 'primary' | 'outline' | 'danger'
  /**
   * What has to be typed before anything moves: an amount of up to so much, or a word. A finger that
   * slipped types neither.
   */
  readonly typed:
    | { readonly kind: 'amount'; readonly label: string; readonly upTo: Centavos }
    | { readonly kind: 'word'; readonly word: string }
  readonly run: (typed: Typed) => Promise<Done>
}

const NOTE_MAX = 300

/** Something that moves money: it says what it will do, asks what for, and wants it typed. */
export function SaleAction({ title, text, button, variant = 'outline', typed, run }: Props) {
  const t = useTranslations('sales.detail.does')
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, start] = useTransition()
  const isDone = useRef(false)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { currentTarget } = event
    const form = new FormData(currentTarget)
    const said = String(form.get('typed') ?? '')
    const note = String(form.get('note') ?? '')
    const complaint = judge(said)
    setWrong(complaint)
    if (complaint !== null) {
      currentTarget.querySelector('input')?.focus()
      return
    }
    start(async () => {
      const asked = run({ amount: typed.kind === 'amount' ? said : null, note })
      const { ok, message } = await asked.catch(() => ({ ok: false, message: t('unheard') }))
      ok ? toast.success(message) : toast.error(message)
      isDone.current = ok
      setOpen(false)
    })
  }
  function judge(said: string): string | null {
    if (typed.kind === 'word') {
      const isWord = said.trim().toLowerCase() === typed.word.toLowerCase()
      return isWord ? null : t('wrongWord', { word: typed.word })
    }
    const amount = readReais(said)
    const most = formatReais(typed.upTo)
    if (amount === null) return t('wrongAmount', { amount: most })
    return amount > 0 && amount <= typed.upTo ? null : t('wrongAmount', { amount: most })
  }
  const isAmount = typed.kind === 'amount'
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setWrong(null)
      }}
    >
      <AlertDialogTrigger asChild>
        <Button variant={variant} size="sm">
          {button}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        onCloseAutoFocus={(event) => {
          // What was done may have taken its own button away: the page gets the focus, not nobody.
          if (!isDone.current) return
          isDone.current = false
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <AlertDialogHeader>
            <AlertDialogTitle>{title}</AlertDialogTitle>
            <AlertDialogDescription asChild>
              <div className="grid gap-2">{text}</div>
            </AlertDialogDescription>
          </AlertDialogHeader>
          <Field
            label={isAmount ? typed.label : t('typeWord', { word: typed.word })}
            {...(isAmount && { hint: t('typeAmount', { amount: formatReais(typed.upTo) }) })}
            error={wrong}
            required
          >
            <Input
              name="typed"
              autoComplete="off"
              autoCapitalize="off"
              {...(isAmount && {
                inputMode: 'decimal' as const,
                placeholder: formatReais(typed.upTo),
              })}
            />
          </Field>
          <Field label={t('why')} hint={t('whyHint')}>
            <Textarea name="note" rows={2} maxLength={NOTE_MAX} />
          </Field>
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
  const t = useTranslations('sales.detail.does')
  const [busy, start] = useTransition()
  const press = () =>
    start(async () => {
      const { ok, message } = await run().catch(() => ({ ok: false, message: t('unheard') }))
      ok ? toast.success(message) : toast.error(message)
    })
  return (
    <Button size="sm" busy={busy} onClick={press}>
      {button}
    </Button>
  )
}
