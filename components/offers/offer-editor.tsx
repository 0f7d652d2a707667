// components/offers/offer-editor.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Card } from '@/components/ui/card'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { toast } from '@/components/ui/toaster'
import type { OfferEditorView } from '@/lib/offers/views'
import { DeliveryFields } from './delivery-fields'
import { type FieldName, TABS, type TabName, toForm } from './offer-form'
import { OfferTexts } from './offer-texts'
import { PaymentFields } from './payment-fields'
import { PreviewFrame } from './preview-frame'
import { PublishBar } from './publish-bar'
import { type Errors, type SaveDraft, useOfferDraft } from './use-offer-draft'

type FieldError = { readonly path: FieldName; readonly code: string }
type Props = {
  readonly offer: OfferEditorView
  readonly canEdit: boolean
  /** The short link, whole. */
  readonly link: string
  readonly save: SaveDraft
  readonly publish: () => Promise<{
    readonly ok: boolean
    readonly message: string
    readonly errors: readonly FieldError[]
  }>
}

/** The form at the left, the real page at the right, and what publishing would change below. */
export function OfferEditor({ offer, canEdit, link, save, publish }: Props) {
  const draft = useOfferDraft(toForm(offer.fields), offer.changed, save)
  const [isPublished, setPublished] = useState(offer.publishedAt !== null)
  const [tab, setTab] = useState<TabName>('offer')
  const [busy, start] = useTransition()

  const press = () =>
    start(async () => {
      await draft.flush()
      const { ok, message, errors } = await publish()
      if (ok) {
        setPublished(true)
        draft.published()
        toast.success(message)
        return
      }
      draft.refuse(errors)
      const [fault] = errors
      if (fault !== undefined) setTab(tabOf(fault.path))
      toast.error(message)
    })
  const fields = { form: draft.form, set: draft.set, errors: draft.errors, canEdit }
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,420px)] lg:gap-8">
        <Card className="p-4 lg:p-5">
          <Tabs value={tab} onValueChange={(next) => setTab(next as TabName)}>
            <EditorTabs errors={draft.errors} />
            <TabsContent value="offer">
              <OfferTexts {...fields} />
            </TabsContent>
            <TabsContent value="payment">
              <PaymentFields {...fields} offered={offer.offered} />
            </TabsContent>
            <TabsContent value="delivery">
              <DeliveryFields {...fields} />
            </TabsContent>
          </Tabs>
        </Card>
        <PreviewFrame
          offerId={offer.id}
          version={draft.version}
          hasPrice={draft.form.price !== '' && draft.errors.price === undefined}
        />
      </div>
      <PublishBar
        code={offer.code}
        link={link}
        state={draft.state}
        changed={draft.changed}
        isPublished={isPublished}
        faults={Object.values(draft.errors).filter((error) => error !== undefined).length}
        canEdit={canEdit}
        busy={busy}
        publish={press}
      />
    </>
  )
}

const tabOf = (field: FieldName): TabName =>
  (Object.keys(TABS) as TabName[]).find((tab) =>
    (TABS[tab] as readonly string[]).includes(field),
  ) ?? 'offer'

function EditorTabs({ errors }: { readonly errors: Errors }) {
  const t = useTranslations('offers.editor')
  return (
    <TabsList>
      {(Object.keys(TABS) as TabName[]).map((tab) => {
        const count = TABS[tab].filter((name) => errors[name] !== undefined).length
        return (
          <TabsTrigger key={tab} value={tab}>
            {t(`tabs.${tab}`)}
            {count > 0 && (
              <span className="ml-1.5 inline-grid size-5 place-items-center rounded-full border border-refused text-xs text-refused">
                <span aria-hidden>{count}</span>
                <span className="sr-only">{t('fault', { count })}</span>
              </span>
            )}
          </TabsTrigger>
        )
      })}
    </TabsList>
  )
}
