// components/offers/publish-bar.tsx
'use client'

import { ExternalLink, Eye, PencilLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import { ChangesDialog } from './changes-dialog'
import { useEditor } from './editor-context'
import type { Draft } from './use-offer-draft'

type Props = {
  readonly draft: Draft
  readonly link: string
  readonly busy: boolean
  /** On a phone: whether the page is looked at instead of the form. */
  readonly looks: boolean
  readonly setLooks: (looks: boolean) => void
  readonly changes: React.ComponentProps<typeof ChangesDialog>['changes']
  readonly discard: () => Promise<void>
  readonly publish: () => void
}

const STATE = {
  saved: 'saved',
  waiting: 'saving',
  saving: 'saving',
  offline: 'notSaved',
  conflict: 'held',
  refused: 'refused',
} as const

/** Named one by one as long as a line holds them. */
const NAMED_MAX = 3

/** Always in sight: what is saved, what publishing would change, and the one main action. */
export function PublishBar(props: Props) {
  const { draft, link, busy, looks, setLooks, changes, discard, publish } = props
  const t = useTranslations('offers.editor')
  const { offer, canEdit } = useEditor()
  const isPublished = offer.publishedAt !== null
  const faults = new Set(draft.faults.map(({ path, inside }) => `${path}.${inside}`)).size
  const isOnSale = isPublished && offer.state === 'published' && !offer.isArchived
  // What is wrong stays within reach: pressing leads to it.
  const isSame =
    isPublished && draft.changed.length === 0 && draft.phase === 'saved' && faults === 0
  return (
    <div
      data-thumb-bar
      data-publish-bar
      className="sticky bottom-(--tabbar) z-10 -mx-(--gutter) mt-6 -mb-8 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-background px-(--gutter) py-3"
    >
      <div className="min-w-0 flex-[1_1_220px] max-sm:basis-full">
        <Sentence faults={faults} draft={draft} />
        {canEdit && (
          <span aria-live="polite" className="block text-xs text-muted-foreground">
            {t(faults > 0 && draft.phase === 'saved' ? 'faultyKept' : STATE[draft.phase])}
          </span>
        )}
      </div>
      {isPublished && draft.changed.length > 0 && (
        <ChangesDialog count={draft.changed.length} changes={changes} discard={discard} />
      )}
      {isOnSale && (
        // On a phone it takes the place of a button that has nothing to publish.
        <div className={cn('flex items-center gap-1 max-sm:flex-1', !isSame && 'max-sm:hidden')}>
          <CopyButton text={link} label={t('copyLink')} />
          <Button asChild className="max-sm:h-11 max-sm:flex-1">
            <a href={`/o/${offer.code}`} target="_blank" rel="noreferrer">
              {t('open')}
              <ExternalLink aria-hidden />
            </a>
          </Button>
        </div>
      )}
      <Button
        aria-pressed={looks}
        onClick={() => setLooks(!looks)}
        className="max-sm:h-11 max-sm:flex-1 lg:hidden"
      >
        {looks ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
        {looks ? t('edit') : t('look')}
      </Button>
      {canEdit && (
        <Button
          variant="primary"
          busy={busy}
          disabled={isSame || draft.phase === 'conflict'}
          onClick={publish}
          className={cn('max-sm:h-11 max-sm:flex-1', isSame && isOnSale && 'max-sm:hidden')}
        >
          {t('publish')}
        </Button>
      )}
    </div>
  )
}

/** Where the offer stands, in a line. */
function Sentence({ faults, draft }: { readonly faults: number; readonly draft: Draft }) {
  const t = useTranslations('offers.editor')
  const names = useTranslations('offers.field')
  const { offer, canEdit } = useEditor()
  const isPayable = !Object.values(offer.offered).includes('no_acquirer')
  const list = draft.changed.slice(0, NAMED_MAX).map((name) => names(`${name}.label`).toLowerCase())
  const more = draft.changed.length - NAMED_MAX
  const said = () => {
    if (offer.isArchived) return t('archived')
    if (!canEdit) return t('readOnly')
    if (faults > 0) return t('faulty', { count: faults })
    if (offer.publishedAt === null) return t('never')
    if (list.length === 0) {
      if (offer.state === 'paused') return t('samePaused')
      return t(isPayable ? 'same' : 'sameUnpayable')
    }
    return more > 0
      ? t('changedMore', { list: list.join(', '), more })
      : t('changed', { list: list.join(', ') })
  }
  return <span className="block font-medium">{said()}</span>
}
