// app/(panel)/settings/security/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { env } from '@/lib/platform/env'
import { memberContext } from '@/lib/platform/session'
import { checkNow } from '@/lib/security/check-now'

export async function checkNowAction(): Promise<{
  readonly ok: boolean
  readonly message: string
}> {
  const ctx = await memberContext()
  const t = await getTranslations('settings.security')
  const checked = await checkNow(ctx, { dist: env.NEXT_DIST_DIR })
  if (!checked.ok) return { ok: false, message: t(`checkError.${checked.error.code}`) }
  revalidatePath('/settings/security')
  const { pages, differing } = checked.value
  return differing === 0
    ? { ok: true, message: t('checkedFine', { pages }) }
    : { ok: false, message: t('checkedDiffers', { pages, differing }) }
}
