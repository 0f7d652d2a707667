// components/offers/offer-editor.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState, useTransition } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { cn } from '@/components/ui/cn'
import { toast } from '@/components/ui/toaster'
import type { OfferEditorView } from '@/lib/offers/editor-view'
import type { OfferFieldError } from '@/lib/offers/offer-fields'
import type { FieldChange } from '@/lib/offers/versions-view'
import type { LastSaved } from '@/lib/offers/why-not-written'
import { DraftNotice } from './draft-notice'
import type { Save } from './draft-saver'
import { EditorProvider } from './editor-context'
import { EditorTabs } from './editor-tab-list'
import { firstFault, type TabName } from './editor-tabs'
import { type OfferForm, toForm } from './offer-form'
import type { OfferMovesProps } from './offer-moves'
import { PreviewFrame } from './preview-frame'
import { PublishBar } from './publish-bar'
import { ReadyList } from './ready-list'
import { useOfferDraft } from './use-offer-draft'
import { usePlace } from './use-place'

export type EditorActions = Pick<OfferMovesProps, 'duplicate' | 'move'> & {
  readonly save: Save
  readonly load: () => Promise<OfferEditorView | null>
  readonly check: () => Promise<LastSaved | null>
  readonly changes: () => Promise<readonly FieldChange[]>
  readonly discard: () => Promise<string | null>
  readonly publish: (readAt: string) => Promise<{
    readonly ok: boolean
    readonly message: string
    readonly errors: readonly OfferFieldError[]
    readonly by?: LastSaved
  }>
}

type Props = {
  readonly offer: OfferEditorView
  readonly canEdit: boolean
  /** The short link and the page, whole. */
  readonly link: string
  readonly address: string
  readonly actions: EditorActions
}

/** The form at the left, the real page at the right, and what publishing would change below. */
export function OfferEditor({ offer, canEdit, link, address, actions }: Props) {
  const t = useTranslations('offers')
  const form = useForm<OfferForm>({ defaultValues: toForm(offer.fields) })
  const draft = useOfferDraft(offer, form, actions)
  const [looks, setLooks] = useState(false)
  const [busy, start] = useTransition()
  const fields = useRef<HTMLDivElement>(null)
  const { tab, setTab, goTo } = usePlace(fields, () => setLooks(false))

  const goToFirst = (faults: readonly OfferFieldError[]) => {
    const fault = firstFault(faults)
    if (fault !== undefined) goTo(fault.path, 'fault')
  }
  const press = () =>
    start(async () => {
      await draft.saver.flush()
      // What stands in the form and not in the draft would be missing from the page.
      const wrong = draft.saver.wrong()
      if (wrong.length > 0) {
        toast.error(t('error.offer_incomplete'))
        return goToFirst(wrong)
      }
      if (draft.saver.unsaved().length > 0) return void toast.error(t('editor.notSaved'))
      const { ok, message, errors, by } = await actions.publish(draft.saver.editedAt())
      if (ok) {
        draft.published()
        toast.success(message)
        return
      }
      draft.refuse(errors, by)
      toast.error(message)
      goToFirst(errors)
    })
  const discard = async () => {
    const refused = await actions.discard()
    if (refused !== null) return void toast.error(refused)
    await draft.reload()
    toast.success(t('editor.discarded'))
  }
  return (
    <FormProvider {...form}>
      <EditorProvider offer={offer} faults={draft.faults} canEdit={canEdit && !offer.isArchived}>
        <DraftNotice draft={draft} move={actions.move} />
        <div ref={fields}>
          <ReadyList goTo={goTo} />
          <EditorTabs
            tab={tab}
            setTab={setTab}
            goTo={goTo}
            link={link}
            address={address}
            moves={{ ...actions, flush: draft.saver.flush }}
            looks={looks}
            beside={<Preview offerId={offer.id} version={draft.version} tab={tab} looks={looks} />}
          />
        </div>
        <PublishBar
          draft={draft}
          link={link}
          busy={busy}
          looks={looks}
          setLooks={setLooks}
          changes={actions.changes}
          discard={discard}
          publish={press}
        />
      </EditorProvider>
    </FormProvider>
  )
}

type PreviewProps = {
  readonly offerId: string
  readonly version: number
  readonly tab: TabName
  /** On a phone it takes the place of the form. */
  readonly looks: boolean
}

function Preview({ offerId, version, tab, looks }: PreviewProps) {
  const price = useWatch<OfferForm, 'price'>({ name: 'price' })
  return (
    <div className={cn('min-w-0 lg:sticky lg:top-20', !looks && 'max-lg:hidden')}>
      <PreviewFrame
        offerId={offerId}
        version={version}
        part={PART_OF[tab]}
        hasPrice={price.trim() !== ''}
      />
    </div>
  )
}

/** What of the page a tab is about, by its id there. Null is its top; of the others it has nothing. */
const PART_OF: Readonly<Partial<Record<TabName, string | null>>> = {
  offer: null,
  payment: 'pay',
  gallery: 'gallery-title',
  testimonials: 'testimonials-title',
  video: 'video-title',
  window: null,
}
