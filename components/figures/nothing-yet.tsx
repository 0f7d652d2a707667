// components/figures/nothing-yet.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyWideButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import type { OfferHeadView } from '@/lib/offers/editor-view'

type Props = {
  readonly offer: OfferHeadView
  readonly link: string
  /** Somebody came in the days before these. */
  readonly wasBefore: boolean
}

/** No visit in these days: the next step is to publish, or to tell people where the page is. */
export function NothingYet({ offer, link, wasBefore }: Props) {
  const t = useTranslations('figures.nothing')
  const kind = offer.isArchived ? 'archived' : offer.state === 'published' ? 'published' : 'closed'
  return (
    <Card>
      <EmptyState
        title={t(wasBefore ? 'quiet' : 'title')}
        action={
          kind === 'published' ? (
            <CopyWideButton text={link} primary>
              {t('copy')}
            </CopyWideButton>
          ) : (
            <Button asChild variant="primary">
              <Link href={kind === 'closed' ? `/offers/${offer.id}` : '/offers'}>
                {t(`action.${kind}`)}
              </Link>
            </Button>
          )
        }
      >
        {t(`text.${kind}`)}
      </EmptyState>
    </Card>
  )
}
