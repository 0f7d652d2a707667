// app/(panel)/settings/acquirers/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReadOnlyNote } from '@/components/accounts/read-only-note'
import { listAcquirers } from '@/lib/accounts/acquirer-views'
import { getRoutingPolicy } from '@/lib/accounts/routing-policy'
import { listCaptureWindows } from '@/lib/payments/capture-windows-view'
import { listNoticeEndpoints } from '@/lib/payments/notice-endpoint'
import { env } from '@/lib/platform/env'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { AcquirerCard } from './acquirer-card'
import { CaptureWindows } from './capture-windows'
import { NoticeAddresses } from './notice-addresses'
import { OrderForm } from './order-form'
import { PolicyForm } from './policy-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.tabs')
  return { title: t('acquirers') }
}

export default async function AcquirersPage() {
  const ctx = await memberContext('/settings/acquirers')
  const canEdit = may(ctx.actor.role, 'settings')
  const [acquirers, policy] = await Promise.all([listAcquirers(ctx), getRoutingPolicy(ctx)])
  const t = await getTranslations('settings.acquirers')
  const connected = acquirers.filter(({ inUse }) => inUse !== null)
  const codes = connected.map(({ code }) => code)
  const [windows, endpoints] = await Promise.all([
    listCaptureWindows(ctx, codes),
    listNoticeEndpoints(ctx, codes),
  ])
  return (
    <>
      <p className="mb-5 max-w-[64ch] text-muted-foreground">{t('lead')}</p>
      {!canEdit && <ReadOnlyNote />}
      <div className="grid gap-5">
        {connected.length === 0 ? (
          <p className="font-medium">{t('needsOne')}</p>
        ) : (
          <OrderForm
            key={acquirers.map(({ code, role }) => `${code} ${role}`).join()}
            acquirers={connected}
            canEdit={canEdit}
          />
        )}
        {connected.length > 1 && <PolicyForm policy={policy} canEdit={canEdit} />}
        {acquirers.map((each) => (
          <AcquirerCard
            key={each.code}
            acquirer={each}
            alone={acquirers.every(({ role }) => role !== 'backup')}
            canEdit={canEdit}
          />
        ))}
        <CaptureWindows windows={windows} canEdit={canEdit} />
        <NoticeAddresses endpoints={endpoints} origin={env.APP_URL} canEdit={canEdit} />
      </div>
    </>
  )
}
