// app/(auth)/invite/[token]/confirm-form.tsx
'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { PasswordInput } from '@/components/accounts/password-input'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { ConfirmInput } from '@/lib/accounts/auth.schema'
import { confirmAction } from '../../actions'

type Props = { readonly token: string; readonly email: string }

/** Somebody who already has a password here proves it, and nothing more is asked. */
export function ConfirmForm({ token, email }: Props) {
  const t = useTranslations('auth')
  const sentence = useFieldSentence()
  const form = useForm({
    resolver: zodResolver(ConfirmInput, undefined, { raw: true }),
    defaultValues: { password: '' },
  })
  const { onSubmit, busy, message } = useActionForm(form, confirmAction.bind(null, token))
  return (
    <Form form={form} onSubmit={onSubmit}>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField name="password" label={t('password')} sentence={sentence} required>
        {(field) => <PasswordInput {...field} autoComplete="current-password" />}
      </FormField>
      <FormError>{message}</FormError>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('invite.action')}
      </Button>
    </Form>
  )
}
