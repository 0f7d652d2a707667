// components/offers/offer-moves.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Does, DoesList } from '@/components/ui/does'
import { toast } from '@/components/ui/toaster'
import type { OfferMove } from '@/lib/offers/archive-offer'
import { useEditor } from './editor-context'

export type OfferMovesProps = {
  readonly duplicate: (title: string) => Promise<string>
  readonly move: (move: OfferMove) => Promise<{ readonly ok: boolean; readonly message: string }>
  /** Before the offer changes under the form, what was typed is saved. */
  readonly flush: () => Promise<void>
}

/** What is done with the offer as a whole: copy it, take it from sale for a while, put it away. */
export function OfferMoves({ duplicate, move, flush }: OfferMovesProps) {
  const t = useTranslations('offers.moves')
  const { offer, canEdit } = useEditor()
  const [busy, start] = useTransition()
  const act = (what: OfferMove) =>
    start(async () => {
      await flush()
      const { ok, message } = await move(what)
      ok ? toast.success(message) : toast.error(message)
    })
  const copy = () =>
    start(async () => {
      await flush()
      const refused = await duplicate(t('copyOf', { title: offer.title }).slice(0, 120))
      if (refused) toast.error(refused)
    })
  const off = !canEdit || busy
  return (
    <div className="-mx-4 -mb-4 lg:-mx-5 lg:-mb-5">
      <DoesList>
        <Does
          title={t('duplicate')}
          action={
            <Button disabled={off} onClick={copy}>
              {t('duplicateButton')}
            </Button>
          }
        >
          {t('duplicateText')}
        </Does>
        {offer.state === 'published' && (
          <Does title={t('pause')} action={<Sure what="pause" off={off} act={act} />}>
            {t('pauseText')}
          </Does>
        )}
        {offer.state === 'paused' && (
          <Does
            title={t('resume')}
            action={
              <Button disabled={off} onClick={() => act('resume')}>
                {t('resumeButton')}
              </Button>
            }
          >
            {t('resumeText')}
          </Does>
        )}
        <Does title={t('archive')} action={<Sure what="archive" off={off} act={act} />}>
          {t('archiveText')}
        </Does>
      </DoesList>
    </div>
  )
}

type SureProps = {
  readonly what: 'pause' | 'archive'
  readonly off: boolean
  readonly act: (what: OfferMove) => void
}

/** The page is gone with it, so it is asked once more. */
function Sure({ what, off, act }: SureProps) {
  const t = useTranslations('offers.moves')
  const [open, setOpen] = useState(false)
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="danger" disabled={off}>
          {t(`${what}Button`)}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t(`${what}Sure`)}</AlertDialogTitle>
          <AlertDialogDescription>{t(`${what}Text`)}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{t('keep')}</AlertDialogCancel>
          <Button
            variant="danger"
            onClick={() => {
              setOpen(false)
              act(what)
            }}
          >
            {t(`${what}Button`)}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
