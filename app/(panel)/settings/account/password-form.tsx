// app/(panel)/settings/account/password-form.tsx
'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { PasswordInput } from '@/components/accounts/password-input'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import { Form, FormError, FormField } from '@/components/ui/form'
import { toast } from '@/components/ui/toaster'
import { ChangePasswordInput } from '@/lib/accounts/auth.schema'
import { changePasswordAction } from './actions'

export function PasswordForm({ email }: { readonly email: string }) {
  const t = useTranslations('settings.account')
  const hint = useTranslations('auth')
  const sentence = useFieldSentence()
  const form = useForm({
    resolver: zodResolver(ChangePasswordInput, undefined, { raw: true }),
    defaultValues: { password: '', newPassword: '' },
  })
  const { onSubmit, busy, message } = useActionForm(form, changePasswordAction, () => {
    form.reset()
    toast.success(t('changed'))
  })
  return (
    <Form form={form} onSubmit={onSubmit} className="sm:grid-cols-2">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField name="password" label={t('current')} sentence={sentence} required>
        {(field) => <PasswordInput {...field} autoComplete="current-password" />}
      </FormField>
      <FormField
        name="newPassword"
        label={t('new')}
        hint={hint('passwordHint')}
        sentence={sentence}
        required
      >
        {(field) => <PasswordInput {...field} autoComplete="new-password" />}
      </FormField>
      <div className="grid gap-3 sm:col-span-2 sm:justify-items-start">
        <FormError>{message}</FormError>
        <Button type="submit" busy={busy} className="max-sm:h-11">
          {t('change')}
        </Button>
      </div>
    </Form>
  )
}
