// app/(panel)/settings/api-keys/new-key.tsx
'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { ShownOnce } from '@/components/accounts/shown-once'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { createApiKeyAction } from './actions'

/** The key is shown in the place where it was asked for, once. */
export function NewKey() {
  const t = useTranslations('settings.apiKeys')
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState<string>()
  const turn = (next: boolean) => {
    setOpen(next)
    if (!next) setKey(undefined)
  }
  return (
    <Dialog open={open} onOpenChange={turn}>
      <DialogTrigger asChild>
        <Button variant="primary" className="max-sm:h-11 max-sm:w-full">
          <Plus aria-hidden />
          {t('new')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t(key === undefined ? 'new' : 'created')}</DialogTitle>
          <DialogDescription>{t(key === undefined ? 'lead' : 'createdBody')}</DialogDescription>
        </DialogHeader>
        {key === undefined ? (
          <NewKeyForm created={setKey} />
        ) : (
          <ShownOnce text={key} copy={t('copy')} done={t('done')} close={() => turn(false)} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function NewKeyForm({ created }: { readonly created: (key: string) => void }) {
  const t = useTranslations('settings.apiKeys')
  const sentence = useFieldSentence()
  const form = useForm({ defaultValues: { name: '', mode: 'test' } })
  const { onSubmit, busy, message } = useActionForm(form, async (values) => {
    const answer = await createApiKeyAction(values)
    if (answer.key !== undefined) created(answer.key)
    return answer
  })
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="name" label={t('name')} hint={t('nameHint')} sentence={sentence} required>
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      <FormField name="mode" label={t('mode')}>
        {(field) => (
          <NativeSelect {...field}>
            <option value="test">{t('modes.test')}</option>
            <option value="live">{t('modes.live')}</option>
          </NativeSelect>
        )}
      </FormField>
      <FormError>{message}</FormError>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('new')}
      </Button>
    </Form>
  )
}
