// app/(panel)/stores/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'
import { acceptOfferedKey } from '@/lib/postbacks/offered-key'
import { PostbackId } from '@/lib/postbacks/postbacks-query'
import { readWaiting } from '@/lib/postbacks/read-waiting'
import { archiveStore } from '@/lib/stores/archive-store'
import { editStore } from '@/lib/stores/edit-store'
import { endGrace } from '@/lib/stores/end-grace'
import { makeStoreKey } from '@/lib/stores/make-store-key'
import { pauseStore } from '@/lib/stores/pause-store'
import { rotateAddress } from '@/lib/stores/rotate-address'
import { saveStoreKey } from '@/lib/stores/save-store-key'
import { EditStoreInput, NewKeyInput, SaveStoreKeyInput, StoreId } from '@/lib/stores/store.schema'

const errors = () => getTranslations('stores.error')

export async function saveStoreKeyAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = SaveStoreKeyInput.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const saved = await saveStoreKey(ctx, input.data)
  if (!saved.ok) return { message: (await errors())(saved.error.code) }
  await readWaiting(ctx, input.data.storeId)
  revalidatePath('/stores', 'layout')
  return {}
}

type MadeKey = FormAnswer & { readonly key?: string }

/** A key of ours: shown in this one answer, and never again. */
export async function makeStoreKeyAction(values: unknown): Promise<MadeKey> {
  const ctx = await memberContext()
  const input = NewKeyInput.safeParse(values)
  if (!input.success) return { message: (await errors())('store_not_found') }
  const made = await makeStoreKey(ctx, input.data)
  if (!made.ok) return { message: (await errors())(made.error.code) }
  revalidatePath('/stores', 'layout')
  return { key: made.value.key.reveal() }
}

export async function rotateAddressAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = NewKeyInput.safeParse(values)
  if (!input.success) return { message: (await errors())('store_not_found') }
  const rotated = await rotateAddress(ctx, input.data)
  if (!rotated.ok) return { message: (await errors())(rotated.error.code) }
  revalidatePath('/stores', 'layout')
  return {}
}

const Ended = z.object({ storeId: StoreId, of: z.enum(['key', 'address']) })

export async function endGraceAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = Ended.safeParse(values)
  if (!input.success) return { message: (await errors())('store_not_found') }
  const ended = await endGrace(ctx, input.data)
  if (!ended.ok) return { message: (await errors())(ended.error.code) }
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
  await readWaiting(ctx, input.data.storeId)
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

const Paused = z.object({ storeId: StoreId, paused: z.stringbool() })

export async function pauseStoreAction(form: FormData): Promise<void> {
  const ctx = await memberContext()
  const input = Paused.safeParse(Object.fromEntries(form))
  if (!input.success) return
  await pauseStore(ctx, input.data)
  revalidatePath('/stores', 'layout')
}

const Archived = z.object({ storeId: StoreId, archived: z.stringbool() })

export async function archiveStoreAction(form: FormData): Promise<void> {
  const ctx = await memberContext()
  const input = Archived.safeParse(Object.fromEntries(form))
  if (!input.success) return
  const { storeId, archived } = input.data
  await archiveStore(ctx, input.data)
  revalidatePath('/stores', 'layout')
  redirect(archived ? '/stores' : `/stores/${storeId}`)
}
