// app/(panel)/notifications/contacts/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { releaseContact, suppressContact } from '@/lib/notifications/suppress-contacts'
import { type FormAnswer, wrongFields } from '@/lib/platform/form-answer'
import { memberContext } from '@/lib/platform/session'

const Input = z.object({ address: z.string().trim().min(1, 'empty').max(300, 'phone_invalid') })

type Done = FormAnswer & { readonly address?: string; readonly already?: boolean }

export async function suppressAction(values: unknown): Promise<Done> {
  const ctx = await memberContext()
  const input = Input.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const done = await suppressContact(ctx, input.data)
  if (done.ok) {
    revalidatePath('/notifications', 'layout')
    return done.value
  }
  const { code } = done.error
  if (code !== 'not_allowed' && code !== 'contact_not_found') return { fields: { address: code } }
  return { message: (await getTranslations('contacts.error'))(code) }
}

export async function releaseAction(values: unknown): Promise<FormAnswer> {
  const ctx = await memberContext()
  const input = Input.safeParse(values)
  if (!input.success) return wrongFields(input.error)
  const done = await releaseContact(ctx, input.data)
  if (!done.ok) {
    const { code } = done.error
    const t = await getTranslations('contacts.error')
    return { message: t(code === 'not_allowed' ? code : 'contact_not_found') }
  }
  revalidatePath('/notifications', 'layout')
  return {}
}
