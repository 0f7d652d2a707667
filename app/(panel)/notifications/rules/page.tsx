// app/(panel)/notifications/rules/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { NoStore } from '@/components/notifications/no-store'
import { RuleTable } from '@/components/notifications/rule-table'
import { StorePicker } from '@/components/notifications/store-picker'
import { UpsellSwitch } from '@/components/notifications/upsell-switch'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { weekOf } from '@/lib/notifications/rule-history'
import { listRules } from '@/lib/notifications/rule-views'
import { memberContext } from '@/lib/platform/session'
import { recognisedBy } from '@/lib/postbacks/recognised-by'
import { listStores } from '@/lib/stores/views'
import { platformInWords } from '../../stores/platform-in-words'
import { switchStepAction, switchUpsellsAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications.rules'))('title') }
}

type Props = { readonly searchParams: Promise<Record<string, string>> }

export default async function RulesPage({ searchParams }: Props) {
  const ctx = await memberContext('/notifications/rules')
  const t = await getTranslations('notifications.rules')
  const { rows: stores } = await listStores(ctx, { limit: 100 })
  const asked = (await searchParams).store
  const store = stores.find(({ id }) => id === asked) ?? stores[0]
  const rules = store === undefined ? [] : await listRules(ctx, store.id)
  const known = store === undefined ? null : recognisedBy(store)
  // Before a store is mapped nothing is known of its words, and nothing can be missing.
  const anything = Object.keys(known?.words ?? {}).length === 0
  const told = rules.filter(({ code }) => anything || known?.words[code] !== undefined)
  const onPath = told.filter(({ priority, outsidePath }) => priority !== null && !outsidePath)
  const beside = told.filter((rule) => !onPath.includes(rule))
  const untold = rules.filter((rule) => !told.includes(rule))
  const week = store === undefined ? {} : await weekOf(ctx, store.id)
  const shared = {
    week,
    platform: store === undefined ? '' : await platformInWords(store.platform),
    recognised: known?.words ?? {},
    switchStep: switchStepAction,
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={{ href: '/notifications', label: t('back') }}
        actions={
          store && (
            <Button asChild>
              <Link href={`/notifications/simulator?store=${store.id}`}>{t('simulate')}</Link>
            </Button>
          )
        }
      />
      {store === undefined ? (
        <NoStore title={t('noStore.title')} body={t('noStore.body')} action={t('noStore.action')} />
      ) : (
        <div className="grid gap-5 lg:gap-6">
          {stores.length > 1 && <StorePicker stores={stores} current={store.id} />}
          <RuleCard title={t('happy')}>
            <RuleTable rules={onPath} {...shared} />
          </RuleCard>
          <RuleCard title={t('outside')}>
            <RuleTable rules={beside} {...shared} />
          </RuleCard>
          {untold.length > 0 && (
            <details>
              <summary className="min-h-11 cursor-pointer py-2 text-muted-foreground">
                {t('untoldTitle', { n: untold.length, platform: shared.platform })}
              </summary>
              <RuleCard title={t('untoldHead')}>
                <RuleTable rules={untold} {...shared} />
              </RuleCard>
            </details>
          )}
          <UpsellSwitch
            enabled={store.messagesForUpsells}
            action={switchUpsellsAction.bind(null, store.id)}
          />
        </div>
      )}
    </>
  )
}

type CardProps = { readonly title: string; readonly children: React.ReactNode }
const RuleCard = ({ title, children }: CardProps) => (
  <Card aria-label={title}>
    <CardHeader className="pb-3">
      <CardTitle>{title}</CardTitle>
    </CardHeader>
    {children}
  </Card>
)
