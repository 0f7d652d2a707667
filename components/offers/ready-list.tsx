// components/offers/ready-list.tsx
'use client'

import { Check, Circle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { useEditor } from './editor-context'
import type { OfferForm } from './offer-form'

const STEPS = ['price', 'description', 'gallery', 'testimonials', 'accessUrl'] as const

/** Until the first publication: what a page that sells has, and the way to what is not there yet. */
export function ReadyList({ goTo }: { readonly goTo: (field: (typeof STEPS)[number]) => void }) {
  const t = useTranslations('offers.ready')
  const { offer } = useEditor()
  const values = useWatch<OfferForm, typeof STEPS>({ name: STEPS })
  const isDone = values.map((value) => value.length > 0)
  if (offer.publishedAt !== null || isDone.every(Boolean)) return null
  return (
    <section
      aria-label={t('title')}
      className="mb-4 flex flex-wrap items-center gap-x-1 gap-y-1 rounded-lg border bg-card px-4 py-2 text-sm"
    >
      <h2 className="mr-2 text-sm font-medium">{t('title')}</h2>
      {STEPS.map((step, at) =>
        isDone[at] ? (
          <span
            key={step}
            className="inline-flex h-9 items-center gap-1.5 px-2 text-muted-foreground"
          >
            <Check aria-hidden className="size-4 text-paid" />
            {t(step)}
            <span className="sr-only">{t('done')}</span>
          </span>
        ) : (
          <Button
            key={step}
            variant="ghost"
            className="px-2 text-foreground"
            onClick={() => goTo(step)}
          >
            <Circle aria-hidden className="text-muted-foreground" />
            {t(step)}
          </Button>
        ),
      )}
    </section>
  )
}
