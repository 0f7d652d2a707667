// app/(panel)/instances/[id]/settings/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { checkInstance } from '@/lib/notifications/check-instance'
import {
  EditConnectionInput,
  editConnection,
  removeInstance,
  unlinkInstance,
} from '@/lib/notifications/edit-connection'
import { InstanceId } from '@/lib/notifications/messages-query'
import { TestSenderInput, testSender } from '@/lib/notifications/test-sender'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { troubleWords } from '../../trouble-words'

const errors = () => getTranslations('notifications.error')

export async function editConnectionAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = EditConnectionInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const edited = await editConnection(ctx, input.data)
  revalidatePath('/instances', 'layout')
  if (edited.ok) return {}
  const { error } = edited
  if ('detail' in error || 'fields' in error) return troubleWords(error)
  return { message: (await errors())(error.code) }
}

export async function testSenderAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const t = await errors()
  const input = TestSenderInput.safeParse(values)
  if (!input.success) return { message: t('invalid') }
  const sent = await testSender(ctx, input.data)
  if (sent.ok) return {}
  if ('detail' in sent.error) return { message: t('test_refused', { detail: sent.error.detail }) }
  const { code } = sent.error
  const typed = code === 'number_invalid' || code === 'email_invalid' || code === 'nobody_there'
  return typed ? { fields: { to: t(code) } } : { message: t(code) }
}

/** Asks the channel now, and not when its minute comes. */
export async function checkAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const t = await errors()
  const instanceId = InstanceId.safeParse(id)
  if (!instanceId.success) return { message: t('instance_not_found') }
  if (notAllowed(ctx, 'work')) return { message: t('not_allowed') }
  const state = await checkInstance(ctx, instanceId.data)
  revalidatePath('/instances', 'layout')
  return state === 'connected' ? {} : { message: t('still_disconnected') }
}

export const unlinkAction = async (id: string, typed: string) => part(id, typed, unlinkInstance)
export const removeAction = async (id: string, typed: string) => part(id, typed, removeInstance)

async function part(id: string, typed: string, work: typeof unlinkInstance): Promise<FormAnswer> {
  const ctx = await memberContext()
  const t = await errors()
  const instanceId = InstanceId.safeParse(id)
  if (!instanceId.success) return { message: t('instance_not_found') }
  const done = await work(ctx, { instanceId: instanceId.data, typed })
  if (!done.ok) return { message: t(done.error.code) }
  revalidatePath('/instances', 'layout')
  return {}
}
