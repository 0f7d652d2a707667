// app/(panel)/offers/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { OffersTable } from '@/components/offers/offers-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader, ThumbBar } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import type { Id } from '@/lib/kernel/ids'
import { listOffers } from '@/lib/offers/views'
import { env } from '@/lib/platform/env'
import { memberContext } from '@/lib/platform/session'

type Props = { readonly searchParams: Promise<{ before?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offers')
  return { title: t('title') }
}

const isOfferId = (text: unknown): text is Id<'offer'> =>
  typeof text === 'string' && /^ofr_[0-9a-z]{25}$/.test(text)

export default async function OffersPage({ searchParams }: Props) {
  const ctx = await memberContext('/offers')
  const { before } = await searchParams
  const page = isOfferId(before) ? { before } : {}
  const [t, { rows, next }] = await Promise.all([getTranslations('offers'), listOffers(ctx, page)])
  const create = (
    <Button asChild variant="primary">
      <Link href="/offers/new">{t('create')}</Link>
    </Button>
  )
  if (rows.length === 0) {
    return (
      <>
        <PageHeader title={t('title')} />
        <Card>
          <EmptyState title={t('none.title')} action={create}>
            {t('none.text')}
          </EmptyState>
        </Card>
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('title')} actions={<span className="max-md:hidden">{create}</span>} />
      <OffersTable offers={rows} origin={env.APP_URL} />
      <Pagination
        nextHref={next === null ? null : `/offers?before=${next}`}
        firstHref={isOfferId(before) ? '/offers' : null}
      />
      <ThumbBar>{create}</ThumbBar>
    </>
  )
}
