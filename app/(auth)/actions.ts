// app/(auth)/actions.ts
'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { confirmInvitation, joinByInvitation } from '@/lib/accounts/accept-invitation'
import { ConfirmInput, JoinInput, SignInInput, SignUpInput } from '@/lib/accounts/auth.schema'
import { signIn } from '@/lib/accounts/sign-in'
import { signUp } from '@/lib/accounts/sign-up'
import { safePath } from '@/lib/kernel/safe-path'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { remoteAddress, startSession } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'

type Refusal =
  | { code: 'email_taken' | 'wrong_password' | 'no_account' | 'invitation_over' }
  | { code: 'too_many'; retryAfter: number }

export async function signInAction(next: string, values: unknown): Promise<FormAnswer> {
  const input = SignInInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const signed = await signIn(tools, input.data, await remoteAddress())
  if (!signed.ok) return sentence(signed.error)
  await startSession(signed.value)
  redirect(safePath(next))
}

export async function signUpAction(next: string, values: unknown): Promise<FormAnswer> {
  const input = SignUpInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const signed = await signUp(tools, input.data, await remoteAddress())
  if (!signed.ok) {
    return signed.error.code === 'email_taken'
      ? { fields: { email: 'email_taken' } }
      : sentence(signed.error)
  }
  await startSession(signed.value)
  redirect(safePath(next))
}

export async function joinAction(token: string, values: unknown): Promise<FormAnswer> {
  const input = JoinInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const joined = await joinByInvitation(tools, token, input.data, await remoteAddress())
  if (!joined.ok) return sentence(joined.error)
  await startSession(joined.value)
  redirect('/')
}

export async function confirmAction(token: string, values: unknown): Promise<FormAnswer> {
  const input = ConfirmInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const joined = await confirmInvitation(tools, token, input.data, await remoteAddress())
  if (!joined.ok) return sentence(joined.error)
  await startSession(joined.value)
  redirect('/')
}

async function sentence(error: Refusal): Promise<FormAnswer> {
  const t = await getTranslations('auth.error')
  if (error.code !== 'too_many') return { message: t(error.code) }
  return { message: t('too_many', { minutes: Math.ceil(error.retryAfter / 60) }) }
}
