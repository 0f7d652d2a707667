// components/notifications/why.tsx
import { useTranslations } from 'next-intl'
import type { Eta } from '@/lib/notifications/eta'
import type { MessageView } from '@/lib/notifications/views'
import { hourOf } from './hour'
import { isPixReminder } from './message-look'

type Props = { readonly message: MessageView; readonly eta?: Eta | undefined }

/** Why it goes, waits or does not go, in one sentence. */
export function Why({ message, eta }: Props) {
  const waits = message.state === 'scheduled' || message.state === 'queued'
  if (message.state === 'sending') return <Sending />
  return waits ? (
    <Waits message={message} eta={eta ?? message.soonest ?? undefined} />
  ) : (
    <Decided message={message} />
  )
}

function Sending() {
  return useTranslations('notifications.waits')('sending')
}

function Waits({ message, eta }: Props) {
  const t = useTranslations('notifications.waits')
  const { state, instanceId, lane, urgent, rule, step, validUntil, sendAfter } = message
  if (instanceId === null) return t('no_instance')
  if (eta?.cause === 'paused' || eta?.cause === 'off' || eta?.cause === 'review')
    return t(eta.cause)
  const at = eta?.at ?? sendAfter
  if (at > validUntil) return t('expires', { end: hourOf(validUntil) })
  if (lane === 'now' || urgent) return t('front')
  if (isPixReminder(rule, step)) return t('nearEnd', { end: hourOf(validUntil) })
  if (eta === undefined && state === 'queued') return t('inQueue')
  if (eta === undefined || eta.cause === 'due') return t('due', { hour: hourOf(sendAfter) })
  if (eta.cause === 'interval') return t('interval', { ahead: eta.ahead })
  return t(eta.cause)
}

const END = { delivered: 'deliveredAt', read: 'readAt' } as const

function Decided({ message }: { readonly message: MessageView }) {
  const t = useTranslations('notifications.reason')
  const events = useTranslations('events')
  const { state, reasonCode, reasonEvent, reasonDetail, decidedAt, deliveredAt } = message
  if (state === 'delivered' || state === 'read') {
    const at = message[END[state]] ?? message.sentAt
    const delivered = deliveredAt === null ? '' : hourOf(deliveredAt)
    return t(state, { hour: at === null ? '' : hourOf(at), delivered })
  }
  if (reasonCode === null) return null
  if (reasonCode === 'sent_ok' && reasonDetail !== null) {
    return t('marked_sent', { detail: reasonDetail })
  }
  const at = state === 'sent' ? message.sentAt : decidedAt
  const name = reasonEvent as Parameters<typeof events>[0] | null
  return t(reasonCode, {
    hour: at === null ? '' : hourOf(at),
    event: name === null ? '' : events(name),
    detail: reasonDetail ?? '',
  })
}
