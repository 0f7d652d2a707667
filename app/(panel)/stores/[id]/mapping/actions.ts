// app/(panel)/stores/[id]/mapping/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { nudge } from '@/inngest/nudge'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { type MappingPreview, previewMapping, wordsAt } from '@/lib/postbacks/mapping-sample'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { readWaiting } from '@/lib/postbacks/read-waiting'
import { BodyPathInput, MappingDraft, MappingInput } from '@/lib/stores/mapping.schema'
import { saveMapping } from '@/lib/stores/save-mapping'
import { StoreId } from '@/lib/stores/store.schema'

const Shown = z.object({ postbackId: PostbackId, mapping: MappingDraft })

/** Nothing is saved: what the body that is shown would become with what is pointed at so far. */
export async function previewMappingAction(values: unknown): Promise<MappingPreview> {
  const ctx = await memberContext()
  const input = Shown.safeParse(values)
  return input.success ? previewMapping(ctx, input.data) : { kind: 'no_order' }
}

/** Every word that stood at that place in the last bodies. */
export async function wordsAtAction(store: unknown, path: unknown): Promise<readonly string[]> {
  const ctx = await memberContext()
  const [storeId, place] = [StoreId.safeParse(store), BodyPathInput.safeParse(path)]
  return storeId.success && place.success ? wordsAt(ctx, storeId.data, place.data) : []
}

export type SavedMapping = FormAnswer & { readonly read?: number; readonly left?: number }

const Saved = z.object({ storeId: StoreId, mapping: z.unknown() })

/** And then what waited for it is read, oldest first. */
export async function saveMappingAction(values: unknown): Promise<SavedMapping> {
  const ctx = await memberContext()
  const t = await getTranslations('stores.error')
  const input = Saved.safeParse(values)
  if (!input.success) return { message: t('store_not_found') }
  const { storeId } = input.data
  const mapping = MappingInput.safeParse(input.data.mapping)
  if (!mapping.success) return wrongFields(mapping.error)
  const saved = await saveMapping(ctx, { storeId, mapping: mapping.data })
  if (!saved.ok) return { message: t(saved.error.code) }
  const waiting = await readWaiting(ctx, storeId)
  revalidatePath('/stores', 'layout')
  await nudge()
  return waiting === null ? {} : { read: waiting.read, left: waiting.stillQuarantined }
}
