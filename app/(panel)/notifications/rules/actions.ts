// app/(panel)/notifications/rules/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { EditStepInput, editStep, SwitchStepInput, switchStep } from '@/lib/notifications/edit-rule'
import { type Preview, previewRule } from '@/lib/notifications/rule-views'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { StoreId } from '@/lib/stores/store.schema'
import { switchUpsellMessages } from '@/lib/stores/switch-upsell-messages'

const errors = () => getTranslations('notifications.error')

export async function switchStepAction(
  ruleId: string,
  step: number,
  enabled: boolean,
): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SwitchStepInput.safeParse({ ruleId, step, enabled })
  if (!input.success) return { message: (await errors())('rule_not_found') }
  const done = await switchStep(ctx, input.data)
  if (!done.ok) return { message: (await errors())(done.error.code) }
  revalidatePath('/notifications/rules', 'layout')
  return {}
}

export async function switchUpsellsAction(id: string, enabled: boolean): Promise<FormAnswer> {
  const ctx = await memberContext()
  const storeId = StoreId.safeParse(id)
  if (!storeId.success) return { message: (await errors())('store_not_found') }
  const done = await switchUpsellMessages(ctx, {
    storeId: storeId.data,
    enabled: enabled === true,
  })
  if (!done.ok) return { message: (await errors())(done.error.code) }
  revalidatePath('/notifications/rules', 'layout')
  return {}
}

export async function editStepAction(
  values: unknown,
): Promise<FormAnswer & { readonly applied?: number }> {
  const ctx = await memberContext()
  const input = EditStepInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const done = await editStep(ctx, input.data)
  if (!done.ok) return { message: (await errors())(done.error.code) }
  revalidatePath('/notifications/rules', 'layout')
  return { applied: done.value.applied }
}

const Draft = z.object({
  storeId: StoreId,
  code: z.string().max(60),
  text: z.string().max(5_000),
  fallback: z.string().max(5_000),
})

/** What a text being written would say; null when it is about nothing of this account. */
export async function previewAction(values: unknown): Promise<Preview | null> {
  const ctx = await memberContext()
  const input = Draft.safeParse(values)
  if (!input.success) return null
  const { fallback, ...draft } = input.data
  return previewRule(ctx, { ...draft, fallback: fallback.trim() === '' ? null : fallback })
}
