// components/offers/offer-head.tsx
import { Archive, CircleCheck, CircleDashed, CirclePause } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Status } from '@/components/ui/status'
import type { OfferHeadView } from '@/lib/offers/editor-view'
import { OfferNav } from './offer-nav'

const LOOK = {
  draft: { tone: 'neutral', icon: CircleDashed },
  published: { tone: 'paid', icon: CircleCheck },
  paused: { tone: 'waiting', icon: CirclePause },
  archived: { tone: 'returned', icon: Archive },
} as const

type Props = {
  readonly offer: OfferHeadView
  /** One main action at most, and what stands beside it. */
  readonly actions?: ReactNode
}

/** The top of every page of an offer: its name, how it stands, and the way to its other pages. */
export function OfferHead({ offer, actions }: Props) {
  const t = useTranslations('offers')
  const state = offer.isArchived ? 'archived' : offer.state
  return (
    <>
      <PageHeader
        className="mb-2 lg:mb-3"
        title={<span className="break-words">{offer.title}</span>}
        description={<Status {...LOOK[state]}>{t(`state.${state}`)}</Status>}
        back={{ href: '/offers', label: t('title') }}
        actions={actions}
      />
      <OfferNav offerId={offer.id} />
    </>
  )
}
