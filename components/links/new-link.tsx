// components/links/new-link.tsx
'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
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
import { FormError } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toaster'

export type Answer = {
  readonly code?: string
  readonly wrong: Readonly<
    Partial<Record<'label' | 'code' | 'affiliateCode' | 'tracking' | 'form', string>>
  >
}

export type CreateLink = (before: Answer | null, form: FormData) => Promise<Answer>

const MAIN = ['utm_source', 'utm_medium', 'utm_campaign'] as const
const MORE = ['utm_content', 'utm_term', 'src', 'sck'] as const

type Props = { readonly create: CreateLink; readonly origin: string }

export function NewLink({ create, origin }: Props) {
  const t = useTranslations('links.new')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          {t('open')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('text')}</DialogDescription>
        </DialogHeader>
        <LinkForm create={create} origin={origin} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function LinkForm({ create, origin, onDone }: Props & { readonly onDone: () => void }) {
  const t = useTranslations('links.new')
  const [answer, submit, busy] = useActionState<Answer | null, FormData>(async (before, form) => {
    const made = await create(before, form)
    if (made.code === undefined) return made
    toast.success(t('made', { code: made.code }))
    onDone()
    return made
  }, null)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const wrong = answer?.wrong ?? {}
  const field = (name: string) => ({
    name,
    value: typed[name] ?? '',
    autoComplete: 'off',
    onChange: ({ target }: { readonly target: HTMLInputElement }) =>
      setTyped((before) => ({ ...before, [name]: target.value })),
  })
  const own = (typed.code ?? '').trim().toUpperCase()
  return (
    <form action={submit} className="grid gap-4">
      <FormError>{wrong.form}</FormError>
      <Field label={t('label')} hint={t('labelHint')} error={wrong.label} required>
        <Input {...field('label')} maxLength={60} placeholder={t('labelExample')} />
      </Field>
      <Field
        label={t('code')}
        hint={t('codeHint', { address: `${origin}/s/${own}` })}
        error={wrong.code}
      >
        <Input {...field('code')} maxLength={30} className="font-mono uppercase" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        {MAIN.map((name) => (
          <Field key={name} label={t(name)}>
            <Input {...field(name)} maxLength={100} placeholder={t(`example.${name}`)} />
          </Field>
        ))}
      </div>
      <details>
        <summary className="text-muted-foreground hover:text-foreground">{t('more')}</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-2">
          {MORE.map((name) => (
            <Field key={name} label={name}>
              <Input {...field(name)} maxLength={100} />
            </Field>
          ))}
          <Field label={t('affiliate')} hint={t('affiliateHint')} error={wrong.affiliateCode}>
            <Input {...field('affiliateCode')} maxLength={40} className="font-mono" />
          </Field>
        </div>
      </details>
      {wrong.tracking !== undefined && (
        <p role="alert" className="text-refused">
          {wrong.tracking}
        </p>
      )}
      <DialogFooter>
        <Button type="submit" variant="primary" busy={busy}>
          {t('create')}
        </Button>
      </DialogFooter>
    </form>
  )
}
