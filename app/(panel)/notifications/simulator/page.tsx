// app/(panel)/notifications/simulator/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SimulatorBoard } from '@/components/notifications/simulator-board'
import { SimulatorLadder } from '@/components/notifications/simulator-ladder'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listInstances } from '@/lib/notifications/instance-views'
import { LADDER } from '@/lib/notifications/simulate'
import { memberContext } from '@/lib/platform/session'
import { PURCHASE_EVENTS } from '@/lib/purchases/purchase'
import { listStores } from '@/lib/stores/views'
import { simulateAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications.simulator'))('title') }
}

type Props = { readonly searchParams: Promise<Record<string, string>> }

const TOLD = PURCHASE_EVENTS.filter((event) => event !== 'ignored' && event !== 'unknown')

export default async function SimulatorPage({ searchParams }: Props) {
  const ctx = await memberContext('/notifications/simulator')
  const t = await getTranslations('notifications.simulator')
  const asked = await searchParams
  const [{ rows: stores }, senders] = await Promise.all([
    listStores(ctx, { limit: 100 }),
    listInstances(ctx),
  ])
  const store = stores.find(({ id }) => id === asked.store) ?? stores[0]
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={{
          href: `/notifications/rules${store ? `?store=${store.id}` : ''}`,
          label: t('back'),
        }}
      />
      {store === undefined ? (
        <Card>
          <EmptyState
            title={t('noStore.title')}
            action={
              <Button asChild variant="primary">
                <Link href="/stores/new">{t('noStore.action')}</Link>
              </Button>
            }
          >
            {t('noStore.body')}
          </EmptyState>
        </Card>
      ) : (
        <SimulatorBoard
          stores={stores.map(({ id, name }) => ({ id, name }))}
          senders={senders.map(({ id, name }) => ({ id, name }))}
          events={TOLD}
          first={{
            storeId: store.id,
            instanceId: asked.sender ?? '',
            begin: asked.begin ?? '',
            story: asked.story ?? '',
          }}
          simulate={simulateAction}
        />
      )}
      <SimulatorLadder steps={LADDER} />
    </>
  )
}
