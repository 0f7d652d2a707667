// app/(panel)/stores/new/key-form.tsx
'use client'

import { CircleCheck, KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useForm } from 'react-hook-form'
import { ShownOnce } from '@/components/accounts/shown-once'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { GraceSelect } from '@/components/stores/grace-select'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toaster'
import type { Grace } from '@/lib/stores/grace'
import { makeStoreKeyAction, saveStoreKeyAction } from '../actions'

type Props = {
  readonly storeId: string
  readonly keyLabel: string
  readonly hint: string | null
  /** Made up here and typed in over there, unless somebody brings one. */
  readonly ours: boolean
}

/** Saved at once and shown by its end alone; the field comes back only to change it. */
export function KeyForm({ storeId, keyLabel, hint, ours }: Props) {
  const t = useTranslations('stores.wizard.address')
  const [changing, setChanging] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  if (made !== null) {
    return (
      <div className="grid gap-3">
        <p className="max-w-[56ch]">{t('keyOnce')}</p>
        <ShownOnce
          text={made}
          copy={t('keyCopy')}
          done={t('keyCopied')}
          close={() => setMade(null)}
        />
      </div>
    )
  }
  if (hint !== null && !changing) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-paid" />
          {t('keySaved', { hint })}
        </span>
        <Button variant="link" onClick={() => setChanging(true)}>
          {t('keyChange')}
        </Button>
      </p>
    )
  }
  const saved = () => setChanging(false)
  return (
    <Paste
      {...{ storeId, keyLabel, ours, saved }}
      rotating={hint !== null}
      made={(key) => {
        setMade(key)
        saved()
      }}
    />
  )
}

type PasteProps = Pick<Props, 'storeId' | 'keyLabel' | 'ours'> & {
  readonly rotating: boolean
  readonly saved: () => void
  readonly made: (key: string) => void
}

function Paste({ storeId, keyLabel, ours, rotating, saved, made }: PasteProps) {
  const t = useTranslations('stores.wizard.address')
  const sentence = useFieldSentence()
  const [making, start] = useTransition()
  const grace: Grace = rotating ? '24h' : 'none'
  const form = useForm({ defaultValues: { storeId, key: '', grace } })
  const { onSubmit, busy, message } = useActionForm(form, saveStoreKeyAction, () => {
    form.reset()
    saved()
  })
  const make = () =>
    start(async () => {
      const answer = await makeStoreKeyAction({ storeId, grace: form.getValues('grace') })
      if (answer.key === undefined) toast.error(answer.message ?? '')
      else made(answer.key)
    })
  return (
    <Form form={form} onSubmit={onSubmit} className="gap-3">
      {rotating && (
        <FormField name="grace" label={t('grace')} hint={t('graceHint')} className="max-w-[320px]">
          {(field) => <GraceSelect {...field} />}
        </FormField>
      )}
      <div className="flex items-end gap-2 max-sm:flex-col max-sm:items-stretch">
        <FormField name="key" label={keyLabel} sentence={sentence} className="min-w-0 flex-1">
          {(field) => (
            <Input
              {...field}
              autoComplete="off"
              spellCheck={false}
              data-1p-ignore
              placeholder={t('keyPlaceholder')}
              className="font-mono"
            />
          )}
        </FormField>
        <Button type="submit" busy={busy} className="max-sm:h-11">
          {t('keySave')}
        </Button>
      </div>
      {ours && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button busy={making} onClick={make} className="max-sm:h-11 max-sm:w-full">
            {!making && <KeyRound aria-hidden />}
            {t('keyMake')}
          </Button>
          <span className="text-muted-foreground">{t('keyMakeHint')}</span>
        </div>
      )}
      <FormError>{message}</FormError>
    </Form>
  )
}
