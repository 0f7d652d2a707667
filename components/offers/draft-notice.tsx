// components/offers/draft-notice.tsx
'use client'

import { CircleAlert, Plug, Users, WifiOff } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useTransition } from 'react'
import { ACQUIRER_SETTINGS } from '@/components/layout/acquirer-pill'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toaster'
import type { LastSaved } from '@/lib/offers/why-not-written'
import { useEditor } from './editor-context'
import type { OfferMovesProps } from './offer-moves'
import type { Draft, useOfferDraft } from './use-offer-draft'

type Props = {
  readonly draft: ReturnType<typeof useOfferDraft>
  readonly move: OfferMovesProps['move']
}

/** What needs a decision before the form: somebody else saved, the line is gone, nobody could pay. */
export function DraftNotice({ draft, move }: Props) {
  const { offer, canEdit } = useEditor()
  if (offer.isArchived) return <Archived move={move} />
  if (draft.phase === 'conflict' && draft.by !== null) {
    return <Conflict by={draft.by} draft={draft} />
  }
  if (draft.phase === 'offline') return <Offline />
  if (draft.phase === 'refused') return <Refused message={draft.message} />
  if (!canEdit) return <ReadOnly />
  return Object.values(offer.offered).includes('no_acquirer') ? <NobodyPays /> : null
}

type BoxProps = {
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly actions?: ReactNode
}

function Box({ icon, children, actions }: BoxProps) {
  return (
    <div
      role="status"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border bg-card p-4 [&_svg]:shrink-0"
    >
      {icon}
      <p className="min-w-0 flex-[1_1_240px]">{children}</p>
      {actions != null && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}

type ConflictProps = {
  readonly by: LastSaved
  readonly draft: Props['draft']
}

function Conflict({ by, draft }: ConflictProps) {
  const t = useTranslations('offers.conflict')
  const field = useTranslations('offers.field')
  const [busy, start] = useTransition()
  const mine = draft.saver.unsaved().map((name) => field(`${name}.label`).toLowerCase())
  const who = by.isYou ? t('you') : (by.name ?? t('key'))
  return (
    <Box
      icon={<Users aria-hidden className="size-5 text-waiting" />}
      actions={
        <>
          {mine.length > 0 && (
            <Button disabled={busy} onClick={() => start(() => draft.insist())}>
              {t('keepMine')}
            </Button>
          )}
          <Button
            variant="primary"
            busy={busy}
            onClick={() =>
              start(async () => {
                await draft.reload()
              })
            }
          >
            {t('load')}
          </Button>
        </>
      }
    >
      <b className="font-semibold">
        {t.rich('title', { who, at: () => <RelativeTime at={by.at} /> })}
      </b>{' '}
      <span className="text-muted-foreground">
        {mine.length === 0 ? t('nothingMine') : t('mine', { list: mine.join(', ') })}
      </span>
    </Box>
  )
}

function Offline() {
  const t = useTranslations('offers.conflict')
  return (
    <Box icon={<WifiOff aria-hidden className="size-5 text-waiting" />}>
      <b className="font-semibold">{t('offline')}</b>{' '}
      <span className="text-muted-foreground">{t('offlineText')}</span>
    </Box>
  )
}

function Refused({ message }: { readonly message: Draft['message'] }) {
  return <Box icon={<CircleAlert aria-hidden className="size-5 text-refused" />}>{message}</Box>
}

function ReadOnly() {
  const t = useTranslations('offers.editor')
  return <Box icon={<CircleAlert aria-hidden className="size-5" />}>{t('readOnly')}</Box>
}

/** Published or not, a page without an acquirer sells nothing: said where it would be believed to. */
function NobodyPays() {
  const t = useTranslations('offers.nobodyPays')
  return (
    <Box
      icon={<Plug aria-hidden className="size-5 text-waiting" />}
      actions={
        <Button asChild>
          <Link href={ACQUIRER_SETTINGS}>{t('connect')}</Link>
        </Button>
      }
    >
      <b className="font-semibold">{t('title')}</b>{' '}
      <span className="text-muted-foreground">{t('text')}</span>
    </Box>
  )
}

function Archived({ move }: { readonly move: Props['move'] }) {
  const t = useTranslations('offers.moves')
  const [busy, start] = useTransition()
  return (
    <Box
      icon={<CircleAlert aria-hidden className="size-5 text-returned" />}
      actions={
        <Button
          busy={busy}
          onClick={() =>
            start(async () => {
              const { ok, message } = await move('unarchive')
              ok ? toast.success(message) : toast.error(message)
            })
          }
        >
          {t('unarchiveButton')}
        </Button>
      }
    >
      {t('archivedText')}
    </Box>
  )
}
