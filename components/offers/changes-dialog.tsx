// components/offers/changes-dialog.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { FieldChange } from '@/lib/offers/versions-view'
import { ChangeList } from './change-list'
import { useEditor } from './editor-context'

type Props = {
  readonly count: number
  readonly changes: () => Promise<readonly FieldChange[]>
  readonly discard: () => Promise<void>
}

/** What publishing would change, with before and after; and the way back to what is public. */
export function ChangesDialog({ count, changes, discard }: Props) {
  const t = useTranslations('offers.changes')
  const { canEdit } = useEditor()
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<readonly FieldChange[] | null>(null)
  const [asks, setAsks] = useState(false)
  const [busy, start] = useTransition()
  const show = (next: boolean) => {
    setOpen(next)
    setAsks(false)
    if (!next) return
    setFound(null)
    start(async () => setFound(await changes()))
  }
  const drop = () =>
    start(async () => {
      await discard()
      setOpen(false)
    })
  return (
    <Dialog open={open} onOpenChange={show}>
      <DialogTrigger asChild>
        <Button variant="ghost" className="max-sm:h-11">
          {t('button', { count })}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-[640px]">
        <DialogHeader>
          <DialogTitle>{t('title', { count })}</DialogTitle>
          <DialogDescription>{asks ? t('discardSure') : t('text')}</DialogDescription>
        </DialogHeader>
        {found === null ? <Skeleton className="h-24" /> : <ChangeList changes={found} />}
        {canEdit && (
          <DialogFooter>
            {asks ? (
              <>
                <Button onClick={() => setAsks(false)}>{t('keep')}</Button>
                <Button variant="danger" busy={busy} onClick={drop}>
                  {t('discardYes', { count })}
                </Button>
              </>
            ) : (
              <Button variant="danger" onClick={() => setAsks(true)}>
                {t('discard')}
              </Button>
            )}
          </DialogFooter>
        )}
      </DialogContent>
    </Dialog>
  )
}
