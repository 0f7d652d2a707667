// app/(auth)/invite/[token]/join-form.tsx
'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { PasswordInput } from '@/components/accounts/password-input'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { JoinInput } from '@/lib/accounts/auth.schema'
import { joinAction } from '../../actions'

type Props = { readonly token: string; readonly email: string }

export function JoinForm({ token, email }: Props) {
  const t = useTranslations('auth')
  const sentence = useFieldSentence()
  const form = useForm({
    resolver: zodResolver(JoinInput, undefined, { raw: true }),
    defaultValues: { name: '', password: '' },
  })
  const { onSubmit, busy, message } = useActionForm(form, joinAction.bind(null, token))
  return (
    <Form form={form} onSubmit={onSubmit}>
      {/* A password manager keeps the new password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField name="name" label={t('name')} sentence={sentence} required>
        {(field) => <Input {...field} autoComplete="name" />}
      </FormField>
      <FormField
        name="password"
        label={t('password')}
        hint={t('passwordHint')}
        sentence={sentence}
        required
      >
        {(field) => <PasswordInput {...field} autoComplete="new-password" />}
      </FormField>
      <FormError>{message}</FormError>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('invite.action')}
      </Button>
    </Form>
  )
}
