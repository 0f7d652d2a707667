// app/(panel)/recurrences/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import type { Id } from '@/lib/kernel/ids'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { cancelRecurrence } from '@/lib/recurrences/cancel-recurrence'
import { findRecurrence } from '@/lib/recurrences/views'

/** The buyer's name has to be typed, here as in the dialog. */
export async function cancelRecurrenceAction(id: string, typed: string): Promise<FormAnswer> {
  const ctx = await memberContext()
  const t = await getTranslations('recurrences.error')
  const found = await findRecurrence(ctx, id as Id<'recurrence'>)
  if (found === null) return { message: t('recurrence_not_found') }
  if (typed.trim() !== found.buyer) return { message: t('name_differs') }
  const canceled = await cancelRecurrence(ctx, found.id)
  revalidatePath('/recurrences')
  return canceled.ok ? {} : { message: t(canceled.error.code) }
}
