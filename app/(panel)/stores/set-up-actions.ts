// app/(panel)/stores/set-up-actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { createInstance } from '@/lib/notifications/create-instance'
import { switchStep } from '@/lib/notifications/edit-rule'
import { listChannels } from '@/lib/notifications/list-channels'
import { PLAN } from '@/lib/notifications/plan'
import { findRule } from '@/lib/notifications/rule-views'
import { ensureRules } from '@/lib/notifications/rules'
import { env } from '@/lib/platform/env'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { findPlatform } from '@/lib/postbacks/registry'
import { changePlatform } from '@/lib/stores/change-platform'
import { createStore } from '@/lib/stores/create-store'
import { editStore } from '@/lib/stores/edit-store'
import { finishSetUp } from '@/lib/stores/finish-set-up'
import { EditStoreInput, StoreId, StoreName } from '@/lib/stores/store.schema'

const at = (storeId: string, step: string) => `/stores/new?store=${storeId}&step=${step}`

const NewStore = z.object({ name: StoreName, platform: z.string().max(40) })

export async function createStoreAction(form: FormData): Promise<void> {
  const ctx = await memberContext('/stores/new')
  const input = NewStore.safeParse(Object.fromEntries(form))
  if (!input.success) redirect('/stores/new')
  if (findPlatform(input.data.platform) === null) redirect('/stores/new')
  const made = await createStore(ctx, input.data)
  if (!made.ok) redirect('/stores')
  await ensureRules(ctx, made.value.storeId)
  redirect(at(made.value.storeId, 'address'))
}

/** The first step again: what was typed stays in the field when it cannot be a name. */
export async function renameStoreAction(form: FormData): Promise<void> {
  const ctx = await memberContext('/stores/new')
  const asked = z.object({ storeId: StoreId, name: z.string() }).safeParse(Object.fromEntries(form))
  if (!asked.success) redirect('/stores/new')
  const { storeId } = asked.data
  const name = StoreName.safeParse(asked.data.name)
  if (!name.success) {
    redirect(`${at(storeId, 'name')}&name=${encodeURIComponent(asked.data.name.slice(0, 120))}`)
  }
  await editStore(ctx, { storeId, name: name.data })
  revalidatePath('/stores', 'layout')
  redirect(at(storeId, 'platform'))
}

const Platform = z.object({ storeId: StoreId, platform: z.string().max(40) })

export async function choosePlatformAction(form: FormData): Promise<void> {
  const ctx = await memberContext('/stores/new')
  const input = Platform.safeParse(Object.fromEntries(form))
  if (!input.success) redirect('/stores')
  const { storeId, platform } = input.data
  if (findPlatform(platform) !== null) await changePlatform(ctx, { storeId, platform })
  revalidatePath('/stores', 'layout')
  redirect(at(storeId, 'address'))
}

/** The whole notification: on brings back the messages that it begins with. */
export async function turnRuleAction(
  store: string,
  code: string,
  on: boolean,
): Promise<FormAnswer> {
  const ctx = await memberContext()
  const t = await getTranslations('notifications.error')
  const storeId = StoreId.safeParse(store)
  const rule = storeId.success ? await findRule(ctx, storeId.data, code) : null
  if (rule === null) return { message: t('rule_not_found') }
  const planned = PLAN.find((each) => each.code === code)?.steps ?? []
  const meant = planned.filter(({ enabled }) => enabled).map(({ step }) => step)
  for (const { step, enabled } of rule.steps) {
    const wanted = on && (meant.length > 0 ? meant.includes(step) : step === 1)
    if (wanted === enabled) continue
    const turned = await switchStep(ctx, { ruleId: rule.id, step, enabled: wanted })
    if (!turned.ok) return { message: t(turned.error.code) }
  }
  revalidatePath('/stores', 'layout')
  return {}
}

const Chosen = EditStoreInput.pick({ storeId: true, instanceId: true })

export async function chooseInstanceAction(form: FormData): Promise<void> {
  const ctx = await memberContext()
  const input = Chosen.safeParse(Object.fromEntries(form))
  if (!input.success) redirect('/stores')
  const { storeId } = input.data
  const edited = await editStore(ctx, input.data)
  if (!edited.ok) redirect(`${at(storeId, 'sender')}&error=choose`)
  await finishSetUp(ctx, storeId)
  revalidatePath('/stores', 'layout')
  redirect(at(storeId, 'done'))
}

/** The sender that needs nothing: it is made, chosen, and the wizard is done. */
export async function makeInstanceAction(form: FormData): Promise<void> {
  const ctx = await memberContext()
  const input = z.object({ storeId: StoreId }).safeParse(Object.fromEntries(form))
  if (!input.success) redirect('/stores')
  const { storeId } = input.data
  const embedded = listChannels(ctx).find((channel) => channel.embedded)
  if (embedded === undefined || notAllowed(ctx, 'settings')) {
    redirect(`${at(storeId, 'sender')}&error=make`)
  }
  const t = await getTranslations('stores.wizard.sender')
  const made = await createInstance(ctx, {
    channel: embedded.code,
    name: t('tryName'),
    callbackOrigin: env.APP_URL,
  })
  if (!made.ok) redirect(`${at(storeId, 'sender')}&error=make`)
  await editStore(ctx, { storeId, instanceId: made.value.id })
  await finishSetUp(ctx, storeId)
  revalidatePath('/stores', 'layout')
  redirect(at(storeId, 'done'))
}
