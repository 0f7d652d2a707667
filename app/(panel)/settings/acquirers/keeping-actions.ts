// app/(panel)/settings/acquirers/keeping-actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { CaptureWindowsInput } from '@/lib/payments/capture-window.schema'
import { makeNoticeEndpoint, saveNoticeKey } from '@/lib/payments/notice-endpoint'
import { NoticeKeyInput } from '@/lib/payments/notice-key.schema'
import { saveCaptureWindows } from '@/lib/payments/save-capture-windows'
import { memberContext } from '@/lib/platform/session'

/** `ok`, the word of what is wrong, or that of a refusal: the form has a sentence for each. */
export type Kept = 'ok' | 'not_allowed' | 'unknown_acquirer' | 'address_missing' | Wrong
const WRONG = ['too_short', 'too_long', 'whole_number', 'brand_twice', 'not_a_header'] as const
type Wrong = (typeof WRONG)[number] | 'invalid'

const wrongOf = (messages: readonly string[]): Wrong =>
  WRONG.find((word) => messages.includes(word)) ?? 'invalid'

export async function saveCaptureWindowsAction(values: unknown): Promise<Kept> {
  const ctx = await memberContext()
  const input = CaptureWindowsInput.safeParse(values)
  if (!input.success) return wrongOf(input.error.issues.map(({ message }) => message))
  const saved = await saveCaptureWindows(ctx, input.data)
  revalidatePath('/settings/acquirers')
  return saved.ok ? 'ok' : saved.error.code
}

export async function makeNoticeAddressAction(acquirer: string): Promise<Kept> {
  const ctx = await memberContext()
  const made = await makeNoticeEndpoint(ctx, acquirer)
  revalidatePath('/settings/acquirers')
  return made.ok ? 'ok' : made.error.code
}

export async function saveNoticeKeyAction(values: unknown): Promise<Kept> {
  const ctx = await memberContext()
  const input = NoticeKeyInput.safeParse(values)
  if (!input.success) return wrongOf(input.error.issues.map(({ message }) => message))
  const saved = await saveNoticeKey(ctx, input.data)
  revalidatePath('/settings/acquirers')
  return saved.ok ? 'ok' : saved.error.code
}
