// app/(panel)/notifications/rules/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { editStep, switchStep } from '@/lib/notifications/edit-rule'
import { addStep, removeStep, saveSettings } from '@/lib/notifications/edit-rule-steps'
import { type Preview, previewRule } from '@/lib/notifications/preview-rule'
import {
  AddStepInput,
  EditStepInput,
  RemoveStepInput,
  SaveSettingsInput,
  SwitchStepInput,
} from '@/lib/notifications/rule-input'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { StoreId } from '@/lib/stores/store.schema'
import { switchUpsellMessages } from '@/lib/stores/switch-upsell-messages'

const errors = () => getTranslations('notifications.error')
const changed = () => revalidatePath('/notifications/rules', 'layout')

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
  changed()
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
  changed()
  return {}
}

export async function editStepAction(
  values: unknown,
): Promise<FormAnswer & { readonly applied?: number }> {
  const ctx = await memberContext()
  const input = EditStepInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const done = await editStep(ctx, input.data)
  if (!done.ok && done.error.code === 'text_has_errors') {
    return { fields: { [done.error.field]: done.error.issue.code } }
  }
  if (!done.ok) return { message: (await errors())(done.error.code) }
  changed()
  return { applied: done.value.applied }
}

export async function saveSettingsAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SaveSettingsInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const done = await saveSettings(ctx, input.data)
  if (!done.ok && done.error.code === 'holdout_transactional') {
    return { fields: { 'to.holdoutPercent': 'holdout_transactional' } }
  }
  if (!done.ok) return { message: (await errors())(done.error.code) }
  changed()
  return {}
}

export async function addStepAction(
  ruleId: string,
): Promise<FormAnswer & { readonly step?: number }> {
  const ctx = await memberContext()
  const input = AddStepInput.safeParse({ ruleId })
  if (!input.success) return { message: (await errors())('rule_not_found') }
  const done = await addStep(ctx, input.data)
  if (!done.ok) return { message: (await errors())(done.error.code) }
  changed()
  return { step: done.value.step }
}

export async function removeStepAction(ruleId: string, step: number): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = RemoveStepInput.safeParse({ ruleId, step })
  if (!input.success) return { message: (await errors())('rule_not_found') }
  const done = await removeStep(ctx, input.data)
  if (!done.ok) return { message: (await errors())(done.error.code) }
  changed()
  return {}
}

const Text = z.string().max(5_000)
const Draft = z.object({
  storeId: StoreId,
  code: z.string().max(60),
  text: Text,
  fallback: Text,
  subject: Text,
  purchaseId: z.string().max(40).nullable(),
})

const filled = (text: string) => (text.trim() === '' ? null : text)

/** What a text being written would say; null when it is about nothing of this account. */
export async function previewAction(values: unknown): Promise<Preview | null> {
  const ctx = await memberContext()
  const input = Draft.safeParse(values)
  if (!input.success) return null
  const { fallback, subject, ...draft } = input.data
  return previewRule(ctx, { ...draft, fallback: filled(fallback), subject: filled(subject) })
}
