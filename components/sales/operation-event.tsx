// components/sales/operation-event.tsx
import { CircleSlash, RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Event } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Tone } from '@/components/ui/tone'
import { formatReais } from '@/lib/kernel/money'
import type { OperationView } from '@/lib/sales/sale-detail'

const DONE: Readonly<Record<OperationView['kind'], Tone>> = {
  capture: 'paid',
  void: 'returned',
  refund: 'returned',
}

/** A capture, a void or a refund: what it did, or what the acquirer said instead. */
export function OperationEvent({ operation }: { readonly operation: OperationView }) {
  const { kind, status, acquirer, ms } = operation
  const t = useTranslations(`sales.detail.timeline.${kind}`)
  const words = useTranslations('sales.detail.timeline')
  const amount = formatReais(operation.amount)
  const tone = status === 'done' ? DONE[kind] : status === 'refused' ? 'refused' : 'waiting'
  const icon = kind === 'refund' ? RotateCcw : kind === 'void' ? CircleSlash : null
  return (
    <Event
      tone={tone}
      {...(icon !== null && status === 'done' && { icon })}
      title={t(status, { acquirer, amount })}
      time={<RelativeTime at={operation.startedAt} show="second" />}
      meta={ms === null ? null : <span>{words('ms', { ms })}</span>}
    >
      {status === 'done' && t('doneText', { acquirer, amount })}
      {status === 'refused' && operation.said}
      {(status === 'unknown' || status === 'sending' || status === 'processing') &&
        t('wait', { acquirer })}
      {status === 'not_sent' && words('notSentText')}
    </Event>
  )
}
