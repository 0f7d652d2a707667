// components/sales/sale-ribbon.tsx
import { useTranslations } from 'next-intl'
import { type Leg, Ribbon } from '@/components/ui/ribbon'
import type { Tone } from '@/components/ui/tone'
import type { AttemptView } from '@/lib/sales/attempt-view'
import type { SaleDetail } from '@/lib/sales/sale-detail'

const TONE: Readonly<Record<AttemptView['status'], Tone>> = {
  sending: 'waiting',
  unknown: 'waiting',
  waiting: 'waiting',
  authorized: 'authorized',
  captured: 'authorized',
  voided: 'authorized',
  refunded: 'authorized',
  refused: 'refused',
  not_sent: 'refused',
  expired: 'returned',
}

/** How the payment went, in one sentence and to scale. */
export function SaleRibbon({ sale }: { readonly sale: SaleDetail }) {
  const t = useTranslations('sales.detail.ribbon')
  const method = useTranslations('sales.inText')
  const legs = legsOf(sale, t('capture'))
  const totalMs = legs.reduce((sum, { ms }) => sum + ms, 0)
  const story = storyOf(sale)
  const last = sale.attempts.at(-1)
  const names = {
    name: sale.buyer.name.split(' ')[0] ?? '',
    acquirer: last?.acquirer ?? '',
    first: sale.attempts[0]?.acquirer ?? '',
    method: method(last?.method ?? sale.method),
  }
  const title = (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2>{t(story, names)}</h2>
        {totalMs > 0 && (
          <span className="num text-muted-foreground">{t('wait', { ms: totalMs })}</span>
        )}
      </div>
      <p className="mt-0.5 text-muted-foreground">{t(`${story}Text`, names)}</p>
    </>
  )
  if (legs.length === 0) return <div className="border-b p-4 lg:p-5">{title}</div>
  const spoken = legs.map(({ name, ms }) => `${name} ${ms} ms`).join(', ')
  return <Ribbon legs={legs} title={title} label={t('label', { legs: spoken })} />
}

type Story =
  | 'rescued'
  | 'direct'
  | 'later'
  | 'voucherWaits'
  | 'voucherPaid'
  | 'voucherLapsed'
  | 'lapsed'
  | 'avoided'
  | 'refused'
  | 'pending'
  | 'failed'

function storyOf({ attempts, status }: SaleDetail): Story {
  const last = attempts.at(-1)
  if (last?.voucher != null || (last !== undefined && last.method !== 'card' && last.approved)) {
    return last.approved
      ? 'voucherPaid'
      : last.status === 'expired'
        ? 'voucherLapsed'
        : 'voucherWaits'
  }
  if (status === 'expired') return 'lapsed'
  if (last?.approved) {
    if (attempts.length === 1) return 'direct'
    return last.place === 'backup' ? 'rescued' : 'later'
  }
  if (status === 'pending') return 'pending'
  if (last?.avoided != null) return 'avoided'
  return status === 'failed' ? 'failed' : 'refused'
}

function legsOf({ attempts, operations, method }: SaleDetail, captureWord: string): readonly Leg[] {
  const asked = attempts.flatMap(({ id, status, acquirer, ms }): Leg[] =>
    ms === null ? [] : [{ id, tone: TONE[status], name: acquirer, ms: Math.max(ms, 1) }],
  )
  // Nobody captures a Pix or a boleto: its buyer pays it, later and elsewhere.
  if (method !== 'card') return asked
  const capture = operations.find(({ kind, status }) => kind === 'capture' && status === 'done')
  if (capture === undefined || capture.ms === null || capture.by.kind === 'member') return asked
  const { id, ms } = capture
  // A capture by hand comes hours later: nobody waited for it.
  return ms > 60_000
    ? asked
    : [...asked, { id, tone: 'paid', name: captureWord, ms: Math.max(ms, 1) }]
}
