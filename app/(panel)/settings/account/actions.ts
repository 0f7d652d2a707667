// app/(panel)/settings/account/actions.ts
'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ChangePasswordInput } from '@/lib/accounts/auth.schema'
import { changePassword } from '@/lib/accounts/change-password'
import { openAccount } from '@/lib/accounts/open-account'
import { AccountId } from '@/lib/accounts/team.schema'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext, startSession } from '@/lib/platform/session'

export async function changePasswordAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = ChangePasswordInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const changed = await changePassword(ctx, input.data)
  if (changed.ok) {
    await startSession(changed.value) // Every other session is over.
    return {}
  }
  const t = await getTranslations('settings.error')
  if (changed.error.code === 'wrong_password') {
    return { fields: { password: 'wrong_password' } }
  }
  return { message: t('too_many', { minutes: Math.ceil(changed.error.retryAfter / 60) }) }
}

export async function openAccountAction(id: string): Promise<void> {
  const ctx = await memberContext()
  const accountId = AccountId.safeParse(id)
  const opened = accountId.success ? await openAccount(ctx, accountId.data) : null
  if (opened?.ok) await startSession(opened.value)
  redirect('/')
}
