// app/(panel)/instances/page.tsx
import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { InstanceTable } from '@/components/instances/instance-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { readHealth } from '@/lib/notifications/instance-health'
import { listInstances } from '@/lib/notifications/instance-views'
import { memberContext } from '@/lib/platform/session'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances'))('title') }
}

export default async function InstancesPage() {
  const ctx = await memberContext('/instances')
  const t = await getTranslations('instances')
  const instances = await listInstances(ctx)
  const health = await readHealth(
    ctx,
    instances.map(({ id }) => id),
  )
  const nothing = instances.length === 0
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={nothing ? null : <Create words={t('create')} />}
      />
      <Card>
        {nothing ? (
          <EmptyState title={t('empty.title')} action={<Create words={t('empty.action')} />}>
            {t('empty.body')}
          </EmptyState>
        ) : (
          <InstanceTable instances={instances} health={health} now={ctx.now()} />
        )}
      </Card>
      <LiveRefresh seconds={15} />
    </>
  )
}

const Create = ({ words }: { readonly words: string }) => (
  <Button asChild variant="primary" className="max-sm:h-11">
    <Link href="/instances/new">
      <Plus aria-hidden />
      {words}
    </Link>
  </Button>
)
