// components/contacts/suppress-form.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Done = FormAnswer & { readonly address?: string; readonly already?: boolean }

/** One phone or one e-mail; what is wrong with it is said beside it. */
export function SuppressForm({ action }: { readonly action: (values: unknown) => Promise<Done> }) {
  const t = useTranslations('contacts')
  const [answer, setAnswer] = useState<Done>({})
  const [busy, start] = useTransition()
  const form = useRef<HTMLFormElement>(null)
  const issue = answer.fields?.address
  const key = `issue.${issue}` as Parameters<typeof t>[0]
  return (
    <form
      ref={form}
      className="grid gap-3"
      action={(data) =>
        start(async () => {
          const next = await action({ address: String(data.get('address') ?? '') })
          setAnswer(next)
          if (next.address === undefined) form.current?.querySelector('input')?.focus()
        })
      }
    >
      <Field
        label={t('suppress.label')}
        hint={t('suppress.hint')}
        error={issue === undefined ? answer.message : t(key)}
      >
        <Input name="address" autoComplete="off" inputMode="email" maxLength={300} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={busy} className="max-md:h-11">
          {t('suppress.submit')}
        </Button>
        <p role="status" className="text-xs text-muted-foreground">
          {answer.address !== undefined &&
            t(answer.already ? 'suppress.already' : 'suppress.done', { address: answer.address })}
        </p>
      </div>
    </form>
  )
}
