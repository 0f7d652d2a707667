// app/(panel)/stores/page.tsx
import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { StoreTable } from '@/components/stores/store-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { memberContext } from '@/lib/platform/session'
import { findPlatform } from '@/lib/postbacks/registry'
import { StoresQuery } from '@/lib/stores/stores-query'
import { listStores, NATIVE, type StoreView } from '@/lib/stores/views'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores'))('title') }
}

type Props = { readonly searchParams: Promise<Record<string, string>> }

export default async function StoresPage({ searchParams }: Props) {
  const ctx = await memberContext('/stores')
  const t = await getTranslations('stores')
  const asked = await searchParams
  const { archived: _, ...page } = asked
  const { cursor, limit } = StoresQuery.catch({ limit: 50 }).parse(page)
  const archived = asked.archived === '1'
  const [{ rows, next }, put] = await Promise.all([
    listStores(ctx, { ...(cursor && { before: cursor }), limit, archived }),
    listStores(ctx, { archived: true, limit: 1 }),
  ])
  const here = archived ? '/stores?archived=1&' : '/stores?'
  const nothing = rows.length === 0 && cursor === undefined
  return (
    <>
      <PageHeader
        {...(archived && { back: { href: '/stores', label: t('back') } })}
        title={t(archived ? 'archive.title' : 'title')}
        description={archived ? null : t('lead')}
        actions={nothing || archived ? null : <Create />}
      />
      <Card>
        {nothing && archived ? (
          <EmptyState title={t('archive.empty')}>{t('archive.emptyBody')}</EmptyState>
        ) : nothing ? (
          <EmptyState title={t('empty.title')} action={<Create first />}>
            {t('empty.body')}
          </EmptyState>
        ) : (
          <StoreTable rows={rows.map((store) => ({ store, ...placeOf(store, t('native')) }))} />
        )}
      </Card>
      <Pagination
        nextHref={next && `${here}cursor=${next}`}
        firstHref={cursor === undefined ? null : here.slice(0, -1)}
      />
      {!archived && put.rows.length > 0 && (
        <p className="mt-4">
          <Link
            href="/stores?archived=1"
            className="text-muted-foreground underline underline-offset-4 hover:text-foreground"
          >
            {t('archive.see')}
          </Link>
        </p>
      )}
    </>
  )
}

/** A store that never heard anything is still being linked: its row leads back to the wizard. */
const placeOf = ({ id, state, platform }: StoreView, native: string) => ({
  href: state === 'waiting' && platform !== NATIVE ? `/stores/new?store=${id}` : `/stores/${id}`,
  platform: findPlatform(platform)?.label ?? native,
})

async function Create({ first = false }: { readonly first?: boolean }) {
  const t = await getTranslations('stores')
  return (
    <Button asChild variant="primary" className="max-sm:h-11">
      <Link href="/stores/new">
        <Plus aria-hidden />
        {first ? t('empty.action') : t('create')}
      </Link>
    </Button>
  )
}
