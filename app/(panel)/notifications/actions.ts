// app/(panel)/notifications/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { getViewer } from '@/lib/accounts/views'
import { MessageId } from '@/lib/notifications/messages-query'
import { markSent, sendAgain } from '@/lib/notifications/settle-unknown'
import { cancelMessage, moveInQueue, sendNow } from '@/lib/notifications/steer-message'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'

const errors = () => getTranslations('notifications.error')

export async function sendNowAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const messageId = MessageId.safeParse(id)
  if (!messageId.success) return { message: (await errors())('message_not_found') }
  const sent = await sendNow(ctx, { messageId: messageId.data })
  if (!sent.ok) return { message: (await errors())(sent.error.code) }
  revalidatePath('/notifications', 'layout')
  return {}
}

export async function moveMessageAction(id: string, to: 'front' | 'back'): Promise<FormAnswer> {
  const ctx = await memberContext()
  const messageId = MessageId.safeParse(id)
  if (!messageId.success) return { message: (await errors())('message_not_found') }
  const end = to === 'back' ? 'back' : 'front'
  const moved = await moveInQueue(ctx, { messageId: messageId.data, to: end })
  if (!moved.ok) return { message: (await errors())(moved.error.code) }
  revalidatePath('/notifications', 'layout')
  return {}
}

export async function cancelMessageAction(
  id: string,
  thread: boolean,
): Promise<FormAnswer & { canceled?: number }> {
  const ctx = await memberContext()
  const messageId = MessageId.safeParse(id)
  if (!messageId.success) return { message: (await errors())('message_not_found') }
  const by = (await getViewer(ctx)).name
  const done = await cancelMessage(ctx, { messageId: messageId.data, thread: thread === true, by })
  if (!done.ok) return { message: (await errors())(done.error.code) }
  revalidatePath('/notifications', 'layout')
  return { canceled: done.value.canceled }
}

export async function markSentAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const messageId = MessageId.safeParse(id)
  if (!messageId.success) return { message: (await errors())('message_not_found') }
  const by = (await getViewer(ctx)).name
  const done = await markSent(ctx, { messageId: messageId.data, by })
  if (!done.ok) return { message: (await errors())(done.error.code) }
  revalidatePath('/notifications', 'layout')
  return {}
}

/** Only after a person was told that it may be the second time. */
export async function sendAgainAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const messageId = MessageId.safeParse(id)
  if (!messageId.success) return { message: (await errors())('message_not_found') }
  const done = await sendAgain(ctx, { messageId: messageId.data })
  if (!done.ok) return { message: (await errors())(done.error.code) }
  revalidatePath('/notifications', 'layout')
  return {}
}
