// components/sales/operation-event.tsx
import { CircleSlash, RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CodeChip } from '@/components/ui/code-chip'
import { Event } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Tone } from '@/components/ui/tone'
import { formatReais } from '@/lib/kernel/money'
import type { OperationView } from '@/lib/sales/operation-view'
import { useWhoWanted } from './who-wanted'

const DONE: Readonly<Record<OperationView['kind'], Tone>> = {
  capture: 'paid',
  void: 'returned',
  refund: 'returned',
}

/** Why something was done that nobody asked for; anything else is a person's own words. */
const OWN = ['late_approval', 'capture_window_over', 'capture_given_up'] as const
const isOwn = (note: string): note is (typeof OWN)[number] => OWN.some((known) => known === note)

const UNDER_WAY: readonly OperationView['status'][] = ['unknown', 'sending', 'processing']

/** A capture, a void or a refund: what it did, or what the acquirer said instead; who, and why. */
export function OperationEvent({ operation }: { readonly operation: OperationView }) {
  const { kind, status, acquirer, ms, refusal, note } = operation
  const t = useTranslations(`sales.detail.timeline.${kind}`)
  const words = useTranslations('sales.detail.timeline')
  const who = useWhoWanted()(operation.by)
  const amount = formatReais(operation.amount)
  const tone = status === 'done' ? DONE[kind] : status === 'refused' ? 'refused' : 'waiting'
  const icon = kind === 'refund' ? RotateCcw : kind === 'void' ? CircleSlash : null
  return (
    <Event
      tone={tone}
      {...(icon !== null && status === 'done' && { icon })}
      title={t(status, { acquirer, amount })}
      time={<RelativeTime at={operation.startedAt} show="second" />}
      meta={
        <>
          {refusal !== null && <CodeChip>{refusal.code}</CodeChip>}
          <span>{who}</span>
          {ms !== null && <span>{words('ms', { ms })}</span>}
        </>
      }
      because={
        note === null ? null : words('why', { note: isOwn(note) ? words(`own.${note}`) : note })
      }
    >
      {status === 'done' && t('doneText', { acquirer, amount })}
      {refusal !== null && (
        <>
          <p>{refusal.description}</p>
          <p className="mt-0.5">{refusal.guidance}</p>
        </>
      )}
      {UNDER_WAY.includes(status) && t('wait', { acquirer })}
      {status === 'not_sent' && words('notSentText')}
    </Event>
  )
}
