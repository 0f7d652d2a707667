// components/findings/finding-verbs.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toaster'

type Done = { readonly ok: boolean; readonly message: string }

/** Asks the acquirer now, and says what it answered. */
export function AskButton({
  label,
  run,
}: {
  readonly label: string
  readonly run: () => Promise<Done>
}) {
  const t = useTranslations('findings')
  const [busy, start] = useTransition()
  const press = () =>
    start(async () => {
      const { ok, message } = await run().catch(() => ({ ok: false, message: t('unheard') }))
      ok ? toast.success(message) : toast.error(message)
    })
  return (
    <Button size="sm" busy={busy} onClick={press}>
      {label}
    </Button>
  )
}

const NOTE_MIN = 3

/** A person says what came of it; without a word it is not resolved. */
export function ResolveButton({ run }: { readonly run: (note: string) => Promise<Done> }) {
  const t = useTranslations('findings.resolve')
  const words = useTranslations('findings')
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [busy, start] = useTransition()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get('note')).trim()
    const short = note.length < NOTE_MIN
    setWrong(short)
    if (short) return
    start(async () => {
      const asked = run(note)
      const { ok, message } = await asked.catch(() => ({ ok: false, message: words('unheard') }))
      ok ? toast.success(message) : toast.error(message)
      if (ok) setOpen(false)
    })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">{t('button')}</Button>
      </DialogTrigger>
      <DialogContent>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <DialogHeader>
            <DialogTitle>{t('title')}</DialogTitle>
            <DialogDescription>{t('text')}</DialogDescription>
          </DialogHeader>
          <Field label={t('note')} hint={t('hint')} error={wrong && t('wrong')} required>
            <Textarea name="note" maxLength={1000} rows={3} autoFocus />
          </Field>
          <DialogFooter>
            <Button onClick={() => setOpen(false)}>{t('keep')}</Button>
            <Button type="submit" variant="primary" busy={busy}>
              {t('button')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
