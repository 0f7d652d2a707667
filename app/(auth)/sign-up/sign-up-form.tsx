// app/(auth)/sign-up/sign-up-form.tsx
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
import { SignUpInput } from '@/lib/accounts/auth.schema'
import { signUpAction } from '../actions'

export function SignUpForm({ next }: { readonly next: string }) {
  const t = useTranslations('auth')
  const sentence = useFieldSentence()
  const form = useForm({
    resolver: zodResolver(SignUpInput, undefined, { raw: true }),
    defaultValues: { name: '', company: '', email: '', password: '' },
  })
  const { onSubmit, busy, message } = useActionForm(form, signUpAction.bind(null, next))
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="name" label={t('name')} sentence={sentence} required>
        {(field) => <Input {...field} autoComplete="name" />}
      </FormField>
      <FormField
        name="company"
        label={t('company')}
        hint={t('companyHint')}
        sentence={sentence}
        required
      >
        {(field) => <Input {...field} autoComplete="organization" />}
      </FormField>
      <FormField name="email" label={t('email')} sentence={sentence} required>
        {(field) => <Input {...field} type="email" autoComplete="username" inputMode="email" />}
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
        {t('signUp.action')}
      </Button>
    </Form>
  )
}
