// components/notifications/message-facts.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MessageView } from '@/lib/notifications/views'
import { phoneWords } from './phone-words'
import { useRuleName } from './rule-name'

type Props = { readonly message: MessageView; readonly children: ReactNode }

/** Everything about one message that is not its text; the store's link comes from the page. */
export function MessageFacts({ message, children }: Props) {
  const t = useTranslations('notifications.detail')
  const words = useTranslations('notifications')
  const nameOf = useRuleName()
  const { instanceId, instanceName, to, sentAt, deliveredAt, readAt } = message
  return (
    <Facts title={t('facts')}>
      <Fact label={t('rule')}>
        {nameOf(message.rule, message.step)}
        <span className="text-muted-foreground">, {words('step', { step: message.step })}</span>
      </Fact>
      <Fact label={t('to')}>
        <span className="num">{to === null ? words('noPhone') : phoneWords(to)}</span>
      </Fact>
      <Fact label={t('order')}>
        <span className="font-mono text-xs">{message.orderKey}</span>
      </Fact>
      <Fact label={t('store')}>{children}</Fact>
      <Fact label={t('instance')}>
        {instanceId === null ? (
          words('noInstance')
        ) : (
          <Link href={`/instances/${instanceId}`} className="prose-link">
            {instanceName}
          </Link>
        )}
      </Fact>
      <Fact label={t('lane')}>{t(`lanes.${message.lane}`)}</Fact>
      <When label={t('due')} at={message.sendAfter} />
      <When label={t('valid')} at={message.validUntil} />
      {sentAt && <When label={t('sent')} at={sentAt} />}
      {deliveredAt && <When label={t('deliveredAt')} at={deliveredAt} />}
      {readAt && <When label={t('readAt')} at={readAt} />}
      {message.attempts > 0 && <Fact label={t('attempts')}>{message.attempts}</Fact>}
      <Fact label={t('version')}>{message.textVersion}</Fact>
      <Fact label={t('id')} copy={{ text: message.id, label: t('id') }}>
        <span className="block truncate font-mono text-xs">{message.id}</span>
      </Fact>
    </Facts>
  )
}

function When({ label, at }: { readonly label: string; readonly at: Date }) {
  return (
    <Fact label={label}>
      <RelativeTime at={at} />
    </Fact>
  )
}
