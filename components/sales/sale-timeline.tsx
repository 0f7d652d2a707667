// components/sales/sale-timeline.tsx
import { CalendarClock, ReceiptText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Event, Timeline } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MessageView } from '@/lib/notifications/views'
import type { SaleDetail } from '@/lib/sales/sale-detail'
import type { DeliveryView } from '@/lib/webhooks/views'
import { AttemptEvent } from './attempt-event'
import { BellEvent } from './bell-event'
import { MessageEvent } from './message-event'
import { OperationEvent } from './operation-event'

type Props = {
  readonly sale: SaleDetail
  readonly bells: readonly DeliveryView[]
  readonly messages: readonly MessageView[]
  /** The reminder after which it was paid. */
  readonly recoveredBy: string | null
}

type Moment = { readonly at: string; readonly key: string; readonly node: ReactNode }

/** Everything that happened to a sale, in the order it did. */
export function SaleTimeline({ sale, bells, messages, recoveredBy }: Props) {
  const t = useTranslations('sales.detail.timeline')
  // What the books call the capture of a Pix or a boleto is its payment, told below.
  const isTold = ({ kind, status }: SaleDetail['operations'][number]) =>
    sale.method === 'card' || kind !== 'capture' || status !== 'done'
  const moments: Moment[] = [
    ...sale.attempts.map((attempt, i) => ({
      at: attempt.startedAt,
      key: attempt.id,
      node: <AttemptEvent attempt={attempt} next={sale.attempts[i + 1] ?? null} />,
    })),
    ...sale.operations.filter(isTold).map((operation) => ({
      at: operation.startedAt,
      key: operation.id,
      node: <OperationEvent operation={operation} />,
    })),
    ...(sale.method !== 'card' && sale.paidAt !== null
      ? [{ at: sale.paidAt, key: 'paid', node: <Paid at={sale.paidAt} sale={sale} /> }]
      : []),
    ...bells.map((bell) => ({
      at: bell.createdAt,
      key: bell.id,
      node: <BellEvent bell={bell} />,
    })),
    ...messages.map((message) => ({
      at: (message.sentAt ?? message.decidedAt ?? message.createdAt).toISOString(),
      key: message.id,
      node: <MessageEvent message={message} recovered={message.id === recoveredBy} />,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return (
    <Timeline>
      <Event
        tone="neutral"
        icon={ReceiptText}
        title={t('created')}
        time={<RelativeTime at={sale.createdAt} show="second" />}
      >
        {t(sale.test ? 'createdTest' : sale.source === 'checkout' ? 'createdPage' : 'createdApi')}
      </Event>
      {moments.map(({ key, node }) => (
        <Keyed key={key}>{node}</Keyed>
      ))}
      {sale.can.capture !== null && sale.captureBy !== null && (
        <Event
          ahead
          tone="neutral"
          icon={CalendarClock}
          title={t('deadline')}
          time={<RelativeTime at={sale.captureBy} />}
        >
          {t('deadlineText')}
        </Event>
      )}
    </Timeline>
  )
}

/** A Pix or a boleto is paid by the buyer, later and elsewhere: no call of ours says so. */
function Paid({ at, sale }: { readonly at: string; readonly sale: SaleDetail }) {
  const t = useTranslations('sales.detail.timeline')
  return (
    <Event
      tone="paid"
      title={t(sale.method === 'pix' ? 'paidPix' : 'paidBoleto')}
      time={<RelativeTime at={at} show="second" />}
    >
      {t('paidText', { acquirer: sale.attempts.at(-1)?.acquirer ?? '' })}
    </Event>
  )
}

const Keyed = ({ children }: { readonly children: ReactNode }) => children
