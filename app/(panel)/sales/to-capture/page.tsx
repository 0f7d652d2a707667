// app/(panel)/sales/to-capture/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { CaptureTable } from '@/components/captures/capture-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Stat, Stats } from '@/components/ui/stats'
import { formatReais } from '@/lib/kernel/money'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { CaptureCursor, listToCapture } from '@/lib/sales/to-capture'
import { captureAction } from './actions'

const PATH = '/sales/to-capture'

type Props = { readonly searchParams: Promise<{ readonly after?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('captures')
  return { title: t('title') }
}

export default async function ToCapturePage({ searchParams }: Props) {
  const ctx = await memberContext(PATH)
  const read = CaptureCursor.safeParse((await searchParams).after)
  const after = read.success ? read.data : undefined
  const [t, list] = await Promise.all([getTranslations('captures'), listToCapture(ctx, after)])
  const { rows, next, all, within24h } = list
  return (
    <>
      <LiveRefresh seconds={60} />
      <PageHeader
        title={t('title')}
        description={<p className="max-w-[64ch]">{t('lead')}</p>}
        back={{ href: '/sales', label: t('back') }}
      />
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            title={t('empty.title')}
            action={
              <Button asChild>
                <Link href="/offers">{t('empty.action')}</Link>
              </Button>
            }
          >
            {t('empty.text')}
          </EmptyState>
        </Card>
      ) : (
        <Card>
          <Stats className="border-t-0 border-b">
            <Stat label={t('all')} value={formatReais(all.amount)} note={t('many', all)} />
            <Stat
              label={t('soon')}
              value={formatReais(within24h.amount)}
              note={t('many', within24h)}
            />
          </Stats>
          <CaptureTable
            rows={rows}
            now={ctx.now().toISOString()}
            capture={may(ctx.actor.role, 'work') ? captureAction : null}
          />
        </Card>
      )}
      <Pagination
        nextHref={next === null ? null : `${PATH}?after=${next}`}
        firstHref={after === undefined ? null : PATH}
      />
    </>
  )
}
