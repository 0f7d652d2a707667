// app/(panel)/stores/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { ensureRules } from '@/lib/notifications/rules'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { acceptOfferedKey } from '@/lib/postbacks/offered-key'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { findPlatform } from '@/lib/postbacks/registry'
import { replayPostbacks } from '@/lib/postbacks/replay-postbacks'
import { createStore } from '@/lib/stores/create-store'
import { editStore } from '@/lib/stores/edit-store'
import { pauseStore } from '@/lib/stores/pause-store'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { EditStoreInput, SaveStoreKeyInput, StoreId, StoreName } from '@/lib/stores/store.schema'

const errors = () => getTranslations('stores.error')

const NewStore = z.object({ name: StoreName, platform: z.string().max(40) })

export async function createStoreAction(form: FormData): Promise<void> {
  const ctx = await memberContext('/stores/new')
  const input = NewStore.safeParse(Object.fromEntries(form))
  if (!input.success) redirect('/stores/new')
  if (findPlatform(input.data.platform) === null) redirect('/stores/new')
  const made = await createStore(ctx, input.data)
  if (!made.ok) redirect('/stores')
  await ensureRules(ctx, made.value.storeId)
  redirect(`/stores/new?store=${made.value.storeId}`)
}

export async function saveStoreKeyAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SaveStoreKeyInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const saved = await saveStoreKey(ctx, input.data)
  if (!saved.ok) return { message: (await errors())(saved.error.code) }
  await replayPostbacks(ctx, { storeId: input.data.storeId, state: 'quarantined' })
  revalidatePath('/stores', 'layout')
  return {}
}

const Offered = z.object({ storeId: StoreId, postbackId: PostbackId })

export async function acceptKeyAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const t = await errors()
  const input = Offered.safeParse(values)
  if (!input.success) return { message: t('key_not_found') }
  const saved = await acceptOfferedKey(ctx, input.data)
  if (!saved.ok) return { message: t(saved.error.code) }
  await replayPostbacks(ctx, { storeId: input.data.storeId, state: 'quarantined' })
  revalidatePath('/stores', 'layout')
  return {}
}

export async function editStoreAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = EditStoreInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const edited = await editStore(ctx, input.data)
  if (!edited.ok) return { message: (await errors())(edited.error.code) }
  revalidatePath('/stores', 'layout')
  return {}
}

const Chosen = EditStoreInput.pick({ storeId: true, instanceId: true })

/** The wizard's last step: the sender, and then the store's own page. */
export async function chooseInstanceAction(form: FormData): Promise<void> {
  const ctx = await memberContext()
  const input = Chosen.safeParse(Object.fromEntries(form))
  if (!input.success) redirect('/stores')
  await editStore(ctx, input.data)
  revalidatePath('/stores', 'layout')
  redirect(`/stores/${input.data.storeId}`)
}

const Paused = z.object({ storeId: StoreId, paused: z.stringbool() })

export async function pauseStoreAction(form: FormData): Promise<void> {
  const ctx = await memberContext()
  const input = Paused.safeParse(Object.fromEntries(form))
  if (!input.success) return
  await pauseStore(ctx, input.data)
  revalidatePath('/stores', 'layout')
}
