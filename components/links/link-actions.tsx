// components/links/link-actions.tsx
'use client'

import { Archive, ArchiveRestore, Download, QrCode } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { toast } from '@/components/ui/toaster'
import type { ShortLinkRow } from '@/lib/offers/short-links-view'

export type ArchiveLink = (asked: {
  readonly linkId: string
  readonly archived: boolean
}) => Promise<{ readonly message?: string }>

type Props = {
  readonly link: Pick<ShortLinkRow, 'id' | 'code' | 'isMain' | 'archivedAt'>
  readonly name: string
  readonly address: string
  /** Of its drawing. */
  readonly qr: string
  /** Null for who only looks. */
  readonly archive: ArchiveLink | null
}

/** Copy, print, put away. */
export function LinkActions({ link, name, address, qr, archive }: Props) {
  const t = useTranslations('links')
  const [shown, show] = useState(false)
  const [busy, start] = useTransition()
  const isArchived = link.archivedAt !== null
  const move = () =>
    start(async () => {
      const refused = await archive?.({ linkId: link.id, archived: !isArchived })
      if (refused?.message !== undefined) toast.error(refused.message)
      else toast.success(t(isArchived ? 'unarchived' : 'archived', { name }))
    })
  return (
    <span className="relative z-10 flex items-center justify-end gap-1">
      <CopyButton text={address} label={t('copy', { name })} />
      <Button variant="ghost" size="sm" onClick={() => show(true)}>
        <QrCode aria-hidden />
        {t('qr.open')}
        <span className="sr-only">{name}</span>
      </Button>
      {archive !== null && !link.isMain && (
        <Button variant="ghost" size="sm" onClick={move} busy={busy}>
          {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
          {t(isArchived ? 'unarchive' : 'archive')}
          <span className="sr-only">{name}</span>
        </Button>
      )}
      <Dialog open={shown} onOpenChange={show}>
        <DialogContent className="max-w-[380px]">
          <DialogHeader>
            <DialogTitle>{t('qr.title', { name })}</DialogTitle>
            <DialogDescription className="break-all">{address}</DialogDescription>
          </DialogHeader>
          {/* biome-ignore lint/performance/noImgElement: a vector that needs no other size */}
          <img
            src={qr}
            alt={t('qr.alt', { address })}
            className="mx-auto min-h-64 w-64 max-w-full rounded-md border bg-white"
          />
          <p className="text-xs text-muted-foreground">{t('qr.hint')}</p>
          <DialogFooter>
            <Button asChild>
              <a href={`${qr}?format=svg&download=1`} download>
                <Download aria-hidden />
                {t('qr.svg')}
              </a>
            </Button>
            <Button asChild variant="primary">
              <a href={`${qr}?format=png&download=1`} download>
                <Download aria-hidden />
                {t('qr.png')}
              </a>
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </span>
  )
}
