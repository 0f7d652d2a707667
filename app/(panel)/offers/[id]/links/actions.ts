// app/(panel)/offers/[id]/links/actions.ts
'use server'

import { revalidatePath } from 'next/cache'
import { getTranslations } from 'next-intl/server'
import { ArchiveShortLinkInput, archiveShortLink } from '@/lib/offers/archive-short-link'
import { createShortLink } from '@/lib/offers/create-short-link'
import { CreateShortLinkInput, LINK_TRACKING } from '@/lib/offers/short-link'
import { memberContext } from '@/lib/platform/session'

/** What was made, or what is wrong beside each field. */
export type LinkAnswer = {
  readonly code?: string
  readonly wrong: Readonly<
    Partial<Record<'label' | 'code' | 'affiliateCode' | 'tracking' | 'form', string>>
  >
}

const FIELDS = ['label', 'code', 'affiliateCode', 'tracking'] as const

export async function createLinkAction(
  offerId: string,
  _: LinkAnswer | null,
  form: FormData,
): Promise<LinkAnswer> {
  const ctx = await memberContext()
  const t = await getTranslations('links')
  const text = (name: string) => String(form.get(name) ?? '')
  const input = CreateShortLinkInput.safeParse({
    ...{ offerId, label: text('label'), code: text('code'), affiliateCode: text('affiliateCode') },
    tracking: Object.fromEntries(LINK_TRACKING.map((name) => [name, text(name)])),
  })
  if (!input.success) {
    const named = new Set(input.error.issues.map(({ path }) => String(path[0])))
    const wrong = FIELDS.filter((field) => named.has(field)).map((field) => [
      field,
      t(`wrong.${field}`),
    ])
    return { wrong: Object.fromEntries(wrong) }
  }
  const made = await createShortLink(ctx, input.data)
  if (!made.ok) {
    const { code } = made.error
    return code === 'code_taken'
      ? { wrong: { code: t('error.code_taken') } }
      : { wrong: { form: t(`error.${code}`) } }
  }
  revalidatePath(`/offers/${offerId}/links`)
  return { code: made.value.code, wrong: {} }
}

/** A sentence when it was refused. */
export async function archiveLinkAction(typed: unknown): Promise<{ readonly message?: string }> {
  const ctx = await memberContext()
  const t = await getTranslations('links.error')
  const input = ArchiveShortLinkInput.safeParse(typed)
  if (!input.success) return { message: t('link_not_found') }
  const moved = await archiveShortLink(ctx, input.data)
  if (!moved.ok) return { message: t(moved.error.code) }
  revalidatePath(`/offers/${moved.value.offerId}/links`)
  return {}
}
