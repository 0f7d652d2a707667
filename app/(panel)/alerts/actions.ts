// app/(panel)/alerts/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { AlertId, dismissAlert } from '@/lib/alerts/dismiss-alert'
import { memberContext } from '@/lib/platform/session'

export async function dismissAction(id: string): Promise<{ ok: boolean; message: string }> {
  const ctx = await memberContext()
  const t = await getTranslations('alerts')
  const input = AlertId.safeParse(id)
  if (!input.success) return { ok: false, message: t('error.alert_not_found') }
  const dismissed = await dismissAlert(ctx, input.data)
  revalidatePath('/', 'layout')
  return dismissed.ok
    ? { ok: true, message: t('dismissed') }
    : { ok: false, message: t(`error.${dismissed.error.code}`) }
}
