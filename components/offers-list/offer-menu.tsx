// components/offers-list/offer-menu.tsx
'use client'

import {
  Archive,
  ArchiveRestore,
  ChartNoAxesColumn,
  Copy,
  Ellipsis,
  ExternalLink,
  Link2,
  Pause,
  Play,
} from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { toast } from '@/components/ui/toaster'
import type { OfferRow } from '@/lib/offers/list-offers'

type Move = 'archive' | 'unarchive' | 'pause' | 'resume'
export type MoveOffer = (
  offerId: string,
  move: Move,
) => Promise<{ readonly ok: boolean; readonly message: string }>

type Props = {
  readonly offer: Pick<OfferRow, 'id' | 'title' | 'state' | 'isArchived'>
  /** Its public page; null while it is closed. */
  readonly page: string | null
  readonly copyTitle: string
  readonly acts: {
    readonly move: MoveOffer
    /** A sentence for what did not happen. */
    readonly duplicate: (offerId: string, title: string) => Promise<string>
  } | null
}

/** What is done to an offer without opening it. Each of them can be taken back. */
export function OfferMenu({ offer, page, copyTitle, acts }: Props) {
  const t = useTranslations('offers.menu')
  const [busy, start] = useTransition()
  const root = `/offers/${offer.id}`
  const move = (to: Move) =>
    start(async () => {
      const moved = await acts?.move(offer.id, to)
      if (moved?.ok) toast.success(moved.message)
      else if (moved !== undefined) toast.error(moved.message)
    })
  const duplicate = () =>
    start(async () => {
      const refused = await acts?.duplicate(offer.id, copyTitle)
      if (refused) toast.error(refused)
    })
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          busy={busy}
          aria-label={t('label', { title: offer.title })}
        >
          {!busy && <Ellipsis aria-hidden />}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {page !== null && (
          <DropdownMenuItem asChild>
            <a href={page} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              {t('open')}
            </a>
          </DropdownMenuItem>
        )}
        <DropdownMenuItem asChild>
          <Link href={`${root}/figures`}>
            <ChartNoAxesColumn aria-hidden />
            {t('figures')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={`${root}/links`}>
            <Link2 aria-hidden />
            {t('links')}
          </Link>
        </DropdownMenuItem>
        {acts !== null && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={duplicate}>
              <Copy aria-hidden />
              {t('duplicate')}
            </DropdownMenuItem>
            <Moves offer={offer} move={move} />
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

function Moves({ offer, move }: Pick<Props, 'offer'> & { readonly move: (to: Move) => void }) {
  const t = useTranslations('offers.menu')
  if (offer.isArchived) {
    return (
      <DropdownMenuItem onSelect={() => move('unarchive')}>
        <ArchiveRestore aria-hidden />
        {t('unarchive')}
      </DropdownMenuItem>
    )
  }
  return (
    <>
      {offer.state === 'published' && (
        <DropdownMenuItem onSelect={() => move('pause')}>
          <Pause aria-hidden />
          {t('pause')}
        </DropdownMenuItem>
      )}
      {offer.state === 'paused' && (
        <DropdownMenuItem onSelect={() => move('resume')}>
          <Play aria-hidden />
          {t('resume')}
        </DropdownMenuItem>
      )}
      <DropdownMenuItem onSelect={() => move('archive')}>
        <Archive aria-hidden />
        {t('archive')}
      </DropdownMenuItem>
    </>
  )
}
