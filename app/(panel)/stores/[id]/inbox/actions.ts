// app/(panel)/stores/[id]/inbox/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { nudge } from '@/inngest/nudge'
import { memberContext } from '@/lib/platform/session'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { replayPostback } from '@/lib/postbacks/replay-postback'
import { replayPostbacks } from '@/lib/postbacks/replay-postbacks'
import { StoreId } from '@/lib/stores/store.schema'

export type ReplayAnswer = { readonly ok: boolean; readonly message: string }

export async function replayAction(id: string): Promise<ReplayAnswer> {
  const ctx = await memberContext()
  const t = await getTranslations('stores')
  const input = PostbackId.safeParse(id)
  if (!input.success) return { ok: false, message: t('error.postback_not_found') }
  const result = await replayPostback(ctx, input.data)
  revalidatePath('/stores', 'layout')
  if (!result.ok) return { ok: false, message: t(`error.${result.error.code}`) }
  await nudge()
  return { ok: true, message: t('postback.replayed') }
}

/** Everything that waits in quarantine, in calls that each end; what is old is read and not told. */
export async function replayQuarantineAction(id: string): Promise<ReplayAnswer> {
  const ctx = await memberContext()
  const t = await getTranslations('stores')
  const input = StoreId.safeParse(id)
  if (!input.success) return { ok: false, message: t('error.store_not_found') }
  const range = { storeId: input.data, state: 'quarantined' } as const
  const result = await replayPostbacks(ctx, range)
  if (!result.ok) return { ok: false, message: t(`error.${result.error.code}`) }
  const { read, stillQuarantined: left } = result.value
  revalidatePath('/stores', 'layout')
  await nudge()
  return { ok: left === 0, message: t('quarantine.replayed', { read, left }) }
}
