// components/offers/offer-editor.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, useTransition } from 'react'
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
import { firstFault, TAB_NAMES, type TabName, tabOf } from './editor-tabs'
import { type OfferForm, toForm } from './offer-form'
import type { OfferMovesProps } from './offer-moves'
import { PreviewFrame } from './preview-frame'
import { PublishBar } from './publish-bar'
import { ReadyList } from './ready-list'
import { useOfferDraft } from './use-offer-draft'

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
  const [tab, setTab] = useTab()
  const [looks, setLooks] = useState(false)
  const [busy, start] = useTransition()
  const fields = useRef<HTMLDivElement>(null)

  const goTo = (faults: readonly OfferFieldError[]) => {
    const fault = firstFault(faults)
    if (fault === undefined) return
    setLooks(false)
    setTab(tabOf(fault.path))
    focusFault(fields)
  }
  const press = () =>
    start(async () => {
      await draft.saver.flush()
      // What stands in the form and not in the draft would be missing from the page.
      const wrong = draft.saver.wrong()
      if (wrong.length > 0) {
        toast.error(t('error.offer_incomplete'))
        return goTo(wrong)
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
      goTo(errors)
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
          <ReadyList setTab={setTab} />
          <EditorTabs
            tab={tab}
            setTab={setTab}
            link={link}
            address={address}
            moves={{ ...actions, flush: draft.saver.flush }}
            looks={looks}
            beside={<Preview offerId={offer.id} version={draft.version} looks={looks} />}
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
  /** On a phone it takes the place of the form. */
  readonly looks: boolean
}

function Preview({ offerId, version, looks }: PreviewProps) {
  const price = useWatch<OfferForm, 'price'>({ name: 'price' })
  return (
    <div className={cn('min-w-0 lg:sticky lg:top-20', !looks && 'max-lg:hidden')}>
      <PreviewFrame offerId={offerId} version={version} hasPrice={price.trim() !== ''} />
    </div>
  )
}

/** The tab stands in the address, so that a reload comes back to it. */
function useTab() {
  const [tab, setTab] = useState<TabName>('offer')
  useEffect(() => {
    const named = TAB_NAMES.find((tab) => `#${tab}` === location.hash)
    if (named !== undefined) setTab(named)
  }, [])
  const choose = (next: TabName) => {
    setTab(next)
    history.replaceState(history.state, '', `#${next}`)
  }
  return [tab, choose] as const
}

const FAULT = '[data-state=active] :is([aria-invalid=true], [data-fault])'

/** Once the tab stands: the first control that says it is wrong, or the list it belongs to. */
const focusFault = (within: React.RefObject<HTMLElement | null>) =>
  setTimeout(() => {
    const fault = within.current?.querySelector<HTMLElement>(FAULT)
    fault?.focus({ preventScroll: true })
    fault?.scrollIntoView({ block: 'center' })
  }, 50)
