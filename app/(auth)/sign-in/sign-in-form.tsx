// app/(auth)/sign-in/sign-in-form.tsx
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
import { SignInInput } from '@/lib/accounts/auth.schema'
import { signInAction } from '../actions'

export function SignInForm({ next }: { readonly next: string }) {
  const t = useTranslations('auth')
  const sentence = useFieldSentence()
  const form = useForm({
    resolver: zodResolver(SignInInput, undefined, { raw: true }),
    defaultValues: { email: '', password: '' },
  })
  const { onSubmit, busy, message } = useActionForm(form, signInAction.bind(null, next))
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="email" label={t('email')} sentence={sentence} required>
        {(field) => <Input {...field} type="email" autoComplete="username" inputMode="email" />}
      </FormField>
      <FormField name="password" label={t('password')} sentence={sentence} required>
        {(field) => <PasswordInput {...field} autoComplete="current-password" />}
      </FormField>
      <FormError>{message}</FormError>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('signIn.action')}
      </Button>
    </Form>
  )
}
