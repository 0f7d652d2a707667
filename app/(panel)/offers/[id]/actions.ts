// app/(panel)/offers/[id]/actions.ts
'use server'

import { revalidatePath, updateTag } from 'next/cache'
import { after } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { nudge } from '@/inngest/nudge'
import type { Id } from '@/lib/kernel/ids'
import { DiscardDraftInput, discardDraft } from '@/lib/offers/discard-draft'
import { findDraftChanges, findDraftState } from '@/lib/offers/draft-state'
import { EditOfferInput, editOffer } from '@/lib/offers/edit-offer'
import { findLastSaved, findOfferEditor, type OfferEditorView } from '@/lib/offers/editor-view'
import { fieldErrorsOf, type OfferFieldError } from '@/lib/offers/offer-fields'
import { PublishOfferInput, publishOffer } from '@/lib/offers/publish-offer'
import { RestoreVersionInput, restoreVersion } from '@/lib/offers/restore-version'
import type { FieldChange } from '@/lib/offers/versions-view'
import type { LastSaved } from '@/lib/offers/why-not-written'
import { memberContext } from '@/lib/platform/session'

export type Saved =
  | {
      readonly kind: 'saved'
      readonly editedAt: string
      /** Not kept: what was typed cannot be. */
      readonly errors: readonly OfferFieldError[]
      readonly clashes: readonly OfferFieldError[]
      readonly missing: readonly OfferFieldError[]
      readonly changed: OfferEditorView['changed']
    }
  | { readonly kind: 'edited_meanwhile'; readonly by: LastSaved }
  | { readonly kind: 'refused'; readonly message: string }

type Sent = { readonly fields: Readonly<Record<string, unknown>>; readonly readAt?: string }

/** What can be kept is kept: one field that is wrong does not hold back the others. */
export async function saveDraftAction(offerId: string, { fields, readAt }: Sent): Promise<Saved> {
  const ctx = await memberContext() // an action is a public endpoint: it asks who is calling
  const t = await getTranslations('offers')
  const errors = wrongFields(fields)
  const wrong = new Set<string>(errors.map(({ path }) => path))
  const kept = Object.entries(fields).filter(([name]) => !wrong.has(name))
  const input = EditOfferInput.safeParse({ offerId, fields: Object.fromEntries(kept), readAt })
  if (!input.success) return { kind: 'refused', message: t('error.offer_not_found') }
  const result = await editOffer(ctx, input.data)
  if (!result.ok) {
    const { error } = result
    return error.code === 'edited_meanwhile'
      ? { kind: 'edited_meanwhile', by: error.by }
      : { kind: 'refused', message: t(`error.${error.code}`) }
  }
  const state = await findDraftState(ctx, input.data.offerId)
  return {
    kind: 'saved',
    editedAt: result.value.editedAt,
    errors,
    clashes: state?.clashes ?? [],
    missing: state?.missing ?? [],
    changed: state?.changed ?? [],
  }
}

function wrongFields(typed: unknown): readonly OfferFieldError[] {
  const fields = EditOfferInput.shape.fields.safeParse(typed)
  return fields.success ? [] : fieldErrorsOf(fields.error)
}

export type Published = {
  readonly ok: boolean
  readonly message: string
  readonly errors: readonly OfferFieldError[]
  /** Somebody saved since it was looked at: what would be public was not seen. */
  readonly by?: LastSaved
}

export async function publishOfferAction(offerId: string, readAt: string): Promise<Published> {
  const ctx = await memberContext()
  const t = await getTranslations('offers')
  const input = PublishOfferInput.safeParse({ offerId, readAt })
  if (!input.success) return { ok: false, message: t('error.offer_not_found'), errors: [] }

  const result = await publishOffer(ctx, input.data)
  if (!result.ok) {
    const { error } = result
    const errors = error.code === 'offer_incomplete' ? error.fields : []
    const by = error.code === 'edited_meanwhile' ? { by: error.by } : {}
    return { ok: false, message: t(`error.${error.code}`), errors, ...by }
  }
  updateTag(`offer:${result.value.code}`) // the public page is cached until this line
  revalidatePath('/offers', 'layout')
  after(() => nudge())
  return { ok: true, message: t('published', { code: result.value.code }), errors: [] }
}

/** The draft as it is now, to go on from what somebody else saved. */
export async function loadEditorAction(offerId: string): Promise<OfferEditorView | null> {
  return findOfferEditor(await memberContext(), offerId as Id<'offer'>)
}

export async function lastSavedAction(offerId: string): Promise<LastSaved | null> {
  return findLastSaved(await memberContext(), offerId as Id<'offer'>)
}

/** What publishing would change, with before and after. */
export async function changesAction(offerId: string): Promise<readonly FieldChange[]> {
  return findDraftChanges(await memberContext(), offerId as Id<'offer'>)
}

/** Null when it went back to what is public; else a sentence. */
export async function discardDraftAction(offerId: string): Promise<string | null> {
  const ctx = await memberContext()
  const t = await getTranslations('offers')
  const input = DiscardDraftInput.safeParse({ offerId })
  if (!input.success) return t('error.offer_not_found')
  const result = await discardDraft(ctx, input.data)
  if (!result.ok) return t(`error.${result.error.code}`)
  revalidatePath('/offers', 'layout')
  return null
}

/** Null when the version is the draft now; else a sentence. */
export async function restoreVersionAction(
  offerId: string,
  number: number,
): Promise<string | null> {
  const ctx = await memberContext()
  const t = await getTranslations('offers')
  const input = RestoreVersionInput.safeParse({ offerId, number })
  if (!input.success) return t('error.version_not_found')
  const result = await restoreVersion(ctx, input.data)
  if (!result.ok) return t(`error.${result.error.code}`)
  revalidatePath(`/offers/${offerId}`, 'layout')
  return null
}
