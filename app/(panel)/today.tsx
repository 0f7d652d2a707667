// app/(panel)/today.tsx
import { getTranslations } from 'next-intl/server'
import { ApprovalCard } from '@/components/home/approval-card'
import { DayCard } from '@/components/home/day-card'
import { LastSales } from '@/components/home/last-sales'
import { NeedsList, type NeedsView } from '@/components/home/needs-list'
import { RescuedCard } from '@/components/home/rescued-card'
import { acquirerPill } from '@/lib/accounts/acquirer-views'
import { sellingEnvironment } from '@/lib/accounts/selling-environment'
import { localDateOf } from '@/lib/kernel/calendar'
import { periodNamed } from '@/lib/kernel/period'
import { sendersOfDay } from '@/lib/notifications/senders-of-day'
import type { Ctx } from '@/lib/platform/context'
import { recoveredSum } from '@/lib/reports/recovery-report'
import { rescuedReport } from '@/lib/reports/rescued-report'
import { approvalsOfDay } from '@/lib/sales/approvals-of-day'
import { dayOfSales } from '@/lib/sales/day-of-sales'
import { latestSales } from '@/lib/sales/latest-sales'
import { needsOfSales } from '@/lib/sales/needs-of-sales'
import { listStores } from '@/lib/stores/views'

const RESCUED_SHOWN = 4

/** A day with sales: its number, what needs a person, how the cards fare, who bought last. */
export async function Today({ ctx }: { readonly ctx: Ctx<'member'> }) {
  const today = periodNamed('today', ctx.now())
  const environment = await sellingEnvironment(ctx)
  const [t, day, approvals, rescued, reminded, acquirers, latest, senders, needs, stores] =
    await Promise.all([
      getTranslations('home'),
      dayOfSales(ctx),
      approvalsOfDay(ctx),
      rescuedReport(ctx, { period: today, environment }, { limit: RESCUED_SHOWN }),
      recoveredSum(ctx, { period: today }),
      acquirerPill(ctx),
      latestSales(ctx, { limit: 8 }),
      sendersOfDay(ctx),
      needsOfSales(ctx),
      listStores(ctx),
    ])
  const weekday = t('weekday', { day: weekdayOf(ctx.now()) })
  const view: NeedsView = {
    sales: needs,
    disconnected: senders.disconnected,
    quarantined: stores.rows
      .filter(({ quarantined }) => quarantined > 0)
      .map(({ id, name, quarantined }) => ({ id, name, count: quarantined })),
  }
  return (
    <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_296px] lg:gap-x-8 lg:gap-y-6">
      <DayCard day={day} weekday={weekday} messages={senders.sent} />
      <NeedsList view={view} />
      <div className="grid grid-cols-1 gap-5 lg:col-span-full lg:grid-cols-2 lg:gap-6">
        <ApprovalCard approvals={approvals} rescued={rescued.count} acquirers={acquirers} />
        <RescuedCard
          rescued={rescued}
          revenue={day.revenue}
          acquirers={acquirers}
          reminded={reminded}
        />
      </div>
      <div className="lg:col-span-full">
        <LastSales sales={latest} />
      </div>
    </div>
  )
}

/** Sunday is 0, on the wall of São Paulo. */
const weekdayOf = (now: Date) => String(new Date(`${localDateOf(now)}T12:00:00Z`).getUTCDay())
