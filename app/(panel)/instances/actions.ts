// app/(panel)/instances/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { Result } from '@/lib/kernel/result'
import { CreateInstanceInput, createInstance } from '@/lib/notifications/create-instance'
import { hearInSandbox } from '@/lib/notifications/hear-in-sandbox'
import { InstanceId } from '@/lib/notifications/messages-query'
import { discardQueue, releaseQueue } from '@/lib/notifications/review-queue'
import {
  EditInstanceInput,
  editInstance,
  type InstanceError,
  pauseInstance,
  reconnectInstance,
} from '@/lib/notifications/steer-instance'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { troubleWords } from './trouble-words'

const errors = () => getTranslations('notifications.error')

type Done = Promise<Result<null, InstanceError>>
type Asked = { readonly instanceId: z.output<typeof InstanceId> }

async function steer(
  id: string,
  work: (ctx: Ctx<'member'>, asked: Asked) => Done,
): Promise<FormAnswer> {
  const ctx = await memberContext()
  const instanceId = InstanceId.safeParse(id)
  if (!instanceId.success) return { message: (await errors())('instance_not_found') }
  const done = await work(ctx, { instanceId: instanceId.data })
  if (!done.ok) return { message: (await errors())(done.error.code) }
  revalidatePath('/instances', 'layout')
  return {}
}

export const pauseAction = async (id: string): Promise<FormAnswer> =>
  steer(id, (ctx, asked) => pauseInstance(ctx, { ...asked, paused: true }))

export const resumeAction = async (id: string): Promise<FormAnswer> =>
  steer(id, (ctx, asked) => pauseInstance(ctx, { ...asked, paused: false }))

export const reconnectAction = async (id: string): Promise<FormAnswer> =>
  steer(id, reconnectInstance)

/** What waited while it was off: what is still valid leaves, or nothing of it does. */
export const releaseAction = async (id: string): Promise<FormAnswer> => steer(id, releaseQueue)

export const discardAction = async (id: string): Promise<FormAnswer> => steer(id, discardQueue)

export async function editInstanceAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = EditInstanceInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const edited = await editInstance(ctx, input.data)
  if (!edited.ok) return { message: (await errors())(edited.error.code) }
  revalidatePath('/instances', 'layout')
  return {}
}

export async function createInstanceAction(
  values: unknown,
): Promise<FormAnswer & { readonly id?: string; readonly pair?: boolean }> {
  const ctx = await memberContext('/instances/new')
  const t = await errors()
  if (notAllowed(ctx, 'settings')) return { message: t('not_allowed') }
  const input = CreateInstanceInput.omit({ callbackOrigin: true }).safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const made = await createInstance(ctx, { ...input.data, callbackOrigin: env.APP_URL })
  if (made.ok) {
    revalidatePath('/instances', 'layout')
    return { id: made.value.id, pair: !made.value.paired }
  }
  switch (made.error.code) {
    case 'number_invalid':
      return { fields: { number: 'invalid' } }
    case 'channel_unknown':
      return { message: t('channel_unknown') }
    default:
      return troubleWords(made.error)
  }
}

const Reply = z.object({
  instanceId: InstanceId,
  phone: z.string().regex(/^\+\d{8,15}$/),
  text: z.string().trim().min(1).max(1_000),
})

/** What the buyer would write back, on the phone that lives in the panel. */
export async function replyAction(form: FormData): Promise<void> {
  const ctx = await memberContext()
  const input = Reply.safeParse(Object.fromEntries(form))
  if (input.success) await hearInSandbox(ctx, input.data)
  revalidatePath('/instances', 'layout')
}
