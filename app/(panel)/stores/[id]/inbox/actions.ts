// app/(panel)/stores/[id]/inbox/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { nudge } from '@/inngest/nudge'
import { schedule } from '@/lib/notifications/schedule'
import { memberContext } from '@/lib/platform/session'
import { askReplay } from '@/lib/postbacks/ask-replay'
import { MapWordInput, mapWord } from '@/lib/postbacks/map-word'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { previewReplay, type ReplayPreview } from '@/lib/postbacks/preview-replay'
import { replayPostback } from '@/lib/postbacks/replay-postback'
import { ReplayInput } from '@/lib/postbacks/replay-range'
import { revealBody } from '@/lib/postbacks/reveal-body'
import type { ShownBody } from '@/lib/postbacks/shown-body'

export type Answer = { readonly ok: boolean; readonly message: string }
type Told<Value> = { readonly ok: true; readonly value: Value } | (Answer & { readonly ok: false })

/** What the browser asks to be read again: one postback, or a range of a store. */
export type ReplayWish = {
  readonly storeId: string
  readonly postbackId?: string
  readonly state?: string
  readonly word?: string
  readonly from?: string
  readonly to?: string
  readonly tellOld: boolean
}

export async function revealAction(id: string): Promise<Told<ShownBody>> {
  const ctx = await memberContext()
  const t = await getTranslations('stores')
  const input = PostbackId.safeParse(id)
  if (!input.success) return { ok: false, message: t('error.postback_not_found') }
  const shown = await revealBody(ctx, input.data)
  return shown.ok ? shown : { ok: false, message: t(`error.${shown.error.code}`) }
}

/** What it would do, without doing it. */
export async function previewAction(wish: ReplayWish): Promise<Told<ReplayPreview>> {
  const ctx = await memberContext()
  const t = await getTranslations('stores')
  const asked = ReplayInput.safeParse(wish)
  const one = PostbackId.optional().safeParse(wish.postbackId)
  if (!asked.success || !one.success) return { ok: false, message: t('error.period') }
  const ids = one.data === undefined ? {} : { ids: [one.data] }
  const preview = await previewReplay(ctx, { ...asked.data, ...ids }, schedule)
  return preview.ok ? preview : { ok: false, message: t(`error.${preview.error.code}`) }
}

export async function replayAction(wish: ReplayWish): Promise<Answer> {
  const ctx = await memberContext()
  const t = await getTranslations('stores')
  const asked = ReplayInput.safeParse(wish)
  const one = PostbackId.optional().safeParse(wish.postbackId)
  if (!asked.success || !one.success) return { ok: false, message: t('error.period') }
  if (one.data !== undefined) {
    const { tellOld } = asked.data
    const result = await replayPostback(ctx, one.data, { tellOld })
    return settled(result.ok, result.ok ? t('postback.replayed') : t(`error.${result.error.code}`))
  }
  const result = await askReplay(ctx, asked.data)
  return settled(result.ok, result.ok ? t('replay.asked') : t(`error.${result.error.code}`))
}

/** The meaning of a word, and what waits for it read again with it. */
export async function mapWordAction(
  storeId: string,
  word: string,
  event: string | null,
): Promise<Answer> {
  const ctx = await memberContext()
  const t = await getTranslations('stores')
  const input = MapWordInput.safeParse({ storeId, word, event })
  if (!input.success) return { ok: false, message: t('error.choose_event') }
  const mapped = await mapWord(ctx, input.data)
  if (!mapped.ok) return settled(false, t(`error.${mapped.error.code}`))
  if (input.data.event === null) return settled(true, t('quarantine.unmapped', { word }))
  const replayed = await askReplay(ctx, { storeId: input.data.storeId, word, tellOld: false })
  const calm = replayed.ok || replayed.error.code === 'nothing_there'
  return settled(
    calm,
    calm ? t('quarantine.mappedNow', { word }) : t(`error.${replayed.error.code}`),
  )
}

async function settled(ok: boolean, message: string): Promise<Answer> {
  revalidatePath('/stores', 'layout')
  await nudge()
  return { ok, message }
}
