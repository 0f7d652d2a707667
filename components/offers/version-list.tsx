// components/offers/version-list.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Row, Rows } from '@/components/ui/rows'
import type { VersionRow } from '@/lib/offers/versions-view'
import { ChangeList } from './change-list'
import { RestoreButton } from './restore-button'

type Props = {
  readonly offerId: string
  readonly versions: { readonly rows: readonly VersionRow[]; readonly next: number | null }
  readonly isFirstPage: boolean
  readonly canRestore: boolean
  readonly restore: (number: number) => Promise<string | null>
}

/** Each publication: who, when, what changed, and the way back to it. */
export function VersionList({ offerId, versions, isFirstPage, canRestore, restore }: Props) {
  const t = useTranslations('offers.versions')
  const { rows, next } = versions
  if (rows.length === 0) {
    return (
      <Card>
        <EmptyState
          title={t('none')}
          action={
            <Button asChild>
              <Link href={`/offers/${offerId}`}>{t('noneAction')}</Link>
            </Button>
          }
        >
          {t('noneText')}
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card>
      <Rows>
        {rows.map((version, i) => {
          const isLatest = isFirstPage && i === 0
          return (
            <Row key={version.number} className="grid grid-cols-[minmax(0,1fr)] gap-3">
              <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
                <div className="min-w-0 flex-[1_1_220px]">
                  <h2 className="flex flex-wrap items-center gap-2 text-base font-semibold">
                    {t('number', { number: version.number })}
                    {isLatest && <Badge>{t('latest')}</Badge>}
                  </h2>
                  <p className="text-sm text-muted-foreground">
                    {version.by ?? t('key')}
                    {' · '}
                    <RelativeTime at={version.publishedAt} />
                  </p>
                </div>
                {canRestore && !isLatest && (
                  <RestoreButton number={version.number} offerId={offerId} restore={restore} />
                )}
              </div>
              <Changed version={version} />
            </Row>
          )
        })}
      </Rows>
      {next !== null && (
        <div className="border-t px-4 py-3 lg:px-5">
          <Button asChild>
            <Link href={`/offers/${offerId}/versions?before=${next}`}>{t('older')}</Link>
          </Button>
        </div>
      )}
    </Card>
  )
}

function Changed({ version }: { readonly version: VersionRow }) {
  const t = useTranslations('offers.versions')
  if (version.changes === null) return <p className="text-sm">{t('first')}</p>
  if (version.changes.length === 0) return <p className="text-sm">{t('same')}</p>
  return <ChangeList changes={version.changes} />
}
