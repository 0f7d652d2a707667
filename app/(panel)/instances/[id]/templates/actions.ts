// app/(panel)/instances/[id]/templates/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { InstanceId } from '@/lib/notifications/messages-query'
import {
  SubmitTemplateInput,
  submitTemplate,
  syncTemplates,
  type TemplatesError,
} from '@/lib/notifications/sync-templates'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'

const errors = () => getTranslations('notifications.error')

async function wordsOf(error: TemplatesError): Promise<FormAnswer> {
  const t = await errors()
  if ('detail' in error) return { message: t('test_refused', { detail: error.detail }) }
  return { message: t(error.code) }
}

export async function syncTemplatesAction(id: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const t = await errors()
  const instanceId = InstanceId.safeParse(id)
  if (!instanceId.success) return { message: t('instance_not_found') }
  if (notAllowed(ctx, 'work')) return { message: t('not_allowed') }
  const synced = await syncTemplates(ctx, instanceId.data)
  if (!synced.ok) return wordsOf(synced.error)
  revalidatePath('/instances', 'layout')
  return {}
}

export async function submitTemplateAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SubmitTemplateInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const submitted = await submitTemplate(ctx, input.data)
  if (!submitted.ok) {
    const { error } = submitted
    if (error.code !== 'examples_missing') return wordsOf(error)
    return { fields: { examples: error.code } }
  }
  revalidatePath('/instances', 'layout')
  return {}
}
