// app/(panel)/notifications/simulator/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NoStore } from '@/components/notifications/no-store'
import { SimulatorBoard } from '@/components/notifications/simulator-board'
import { SimulatorLadder } from '@/components/notifications/simulator-ladder'
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
        <NoStore title={t('noStore.title')} body={t('noStore.body')} action={t('noStore.action')} />
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
