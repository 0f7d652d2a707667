// app/(panel)/sales/[id]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { SaleDoes } from '@/components/sales/sale-does'
import { SaleFacts } from '@/components/sales/sale-facts'
import { SaleFindings } from '@/components/sales/sale-findings'
import { SaleHeadline } from '@/components/sales/sale-headline'
import { SaleRibbon } from '@/components/sales/sale-ribbon'
import { SaleTeam } from '@/components/sales/sale-team'
import { SaleTimeline } from '@/components/sales/sale-timeline'
import { Card } from '@/components/ui/card'
import { LiveRefresh } from '@/components/ui/live-refresh'
import type { Id } from '@/lib/kernel/ids'
import { MessagesQuery } from '@/lib/notifications/messages-query'
import { listMessages } from '@/lib/notifications/views'
import { may } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { messageThatRecovered } from '@/lib/reports/message-that-recovered'
import { findSaleDetail, type SaleDetail } from '@/lib/sales/sale-detail'
import { listDeliveries } from '@/lib/webhooks/views'
import { operateSaleAction, resendBellAction } from './actions'

type Props = { readonly params: Promise<{ id: string }> }

const MESSAGES_MAX = 20

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sales')
  return { title: t('title') }
}

export default async function SalePage({ params }: Props) {
  const { id } = await params
  const [ctx, locale] = await Promise.all([memberContext(`/sales/${id}`), getLocale()])
  const [sale, bells, recoveredBy, messages, t] = await Promise.all([
    findSaleDetail(ctx, id as Id<'sale'>, locale),
    listDeliveries(ctx, id as Id<'sale'>),
    messageThatRecovered(ctx, id),
    // A sale of our own is an order under its own id to whoever tells buyers about it.
    listMessages(ctx, MessagesQuery.parse({ order: id, limit: MESSAGES_MAX })),
    getTranslations('sales.detail'),
  ])
  if (sale === null) notFound()
  const lastBell = bells.at(-1) ?? null
  const verbs = {
    capture: operateSaleAction.bind(null, 'capture', id),
    cancel: operateSaleAction.bind(null, 'cancel', id),
    refund: operateSaleAction.bind(null, 'refund', id),
    resend: resendBellAction.bind(null, id, lastBell?.id ?? ''),
  }
  return (
    <>
      {isMoving(sale) && <LiveRefresh seconds={5} />}
      <SaleHeadline sale={sale} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_344px] lg:gap-6">
        <div className="grid min-w-0 gap-5 lg:gap-6">
          <Card aria-label={t('timeline.title')}>
            <SaleRibbon sale={sale} />
            <SaleTimeline
              sale={sale}
              bells={bells}
              messages={messages.rows}
              recoveredBy={recoveredBy}
            />
          </Card>
          {may(ctx.actor.role, 'work') && (
            <SaleDoes sale={sale} lastBell={lastBell} verbs={verbs} />
          )}
        </div>
        <aside aria-label={t('facts.label')} className="grid min-w-0 gap-5 lg:gap-6">
          <SaleFacts sale={sale} />
          <SaleFindings findings={sale.findings} />
          <SaleTeam sale={sale} />
        </aside>
      </div>
    </>
  )
}

const UNDER_WAY: readonly string[] = ['sending', 'unknown', 'processing']

/** Something is still to come by itself: an answer, a payment, a refund that is carried out later. */
const isMoving = ({ status, operations }: SaleDetail) =>
  status === 'pending' || operations.some((each) => UNDER_WAY.includes(each.status))
