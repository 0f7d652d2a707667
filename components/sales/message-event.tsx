// components/sales/message-event.tsx
import { MessageCircle } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { lookOf } from '@/components/notifications/message-look'
import { useRuleName } from '@/components/notifications/rule-name'
import { Why } from '@/components/notifications/why'
import { Event } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MessageView } from '@/lib/notifications/views'

/** What the buyer was told, or why not; the way its number took is a page of its own. */
export function MessageEvent({
  message,
  recovered,
}: {
  readonly message: MessageView
  readonly recovered: boolean
}) {
  const t = useTranslations('sales.detail.timeline.message')
  const state = useTranslations('notifications.state')
  const ruleName = useRuleName()
  const { tone, icon, word } = lookOf(message)
  const waits = message.state === 'scheduled' || message.state === 'queued'
  const at = message.sentAt ?? message.decidedAt ?? message.sendAfter
  return (
    <Event
      tone={tone}
      icon={message.sentAt === null ? icon : MessageCircle}
      ahead={waits}
      title={t('title', { rule: ruleName(message.rule, message.step) })}
      time={<RelativeTime at={at} show={waits ? 'day' : 'second'} />}
      meta={
        <>
          <span>{state(word)}</span>
          {recovered && <span className="font-medium text-paid">{t('recovered')}</span>}
          {message.instanceName !== null && (
            <span>{t('through', { instance: message.instanceName })}</span>
          )}
          <Link className="prose-link" href={`/notifications/${message.id}`}>
            {t('open')}
          </Link>
        </>
      }
    >
      <Why message={message} />
    </Event>
  )
}
