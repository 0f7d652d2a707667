// components/notifications/diagnosis-story.tsx
import { MessageCircle } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { CodeChip, Mono } from '@/components/ui/code-chip'
import { Event, Timeline } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DiagnosedEvent, DiagnosedMessage, Story } from '@/lib/notifications/diagnose'
import type { Fix } from '@/lib/notifications/message-fix'
import { lookOf } from './message-look'
import { Why } from './why'

type Props = { readonly story: Story; readonly storeId: string }

/** One cart from its first event to its last message, each with its reason and its evidence. */
export function DiagnosisStory({ story, storeId }: Props) {
  const t = useTranslations('diagnosis')
  const { key, entries, sent, waiting, notSent } = story
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle className="flex flex-wrap items-baseline gap-2">
            {t('story')} <Mono className="font-normal text-muted-foreground">{key}</Mono>
          </CardTitle>
          <CardDescription className="tabular-nums">
            {t('sum', { sent, waiting, notSent })}
          </CardDescription>
        </div>
      </CardHeader>
      <Timeline>
        {entries.map((entry) =>
          entry.kind === 'event' ? (
            <Happened key={entry.id} event={entry} storeId={storeId} />
          ) : (
            <Told key={entry.message.id} told={entry} storeId={storeId} />
          ),
        )}
      </Timeline>
    </Card>
  )
}

type HappenedProps = { readonly event: DiagnosedEvent; readonly storeId: string }

function Happened({ event, storeId }: HappenedProps) {
  const t = useTranslations('diagnosis')
  const names = useTranslations('events')
  const { verdict, postbackId, saleId, occurredAt, receivedAt, orderKey } = event
  const evidence =
    saleId !== null
      ? `/sales/${saleId}`
      : postbackId === null
        ? null
        : `/stores/${storeId}/inbox/${postbackId}`
  const silent = verdict.code !== 'made'
  return (
    <Event
      tone={silent ? 'neutral' : 'authorized'}
      title={
        evidence === null ? (
          names(event.event as 'unknown')
        ) : (
          <Link href={evidence} className="hover:underline">
            {names(event.event as 'unknown')}
          </Link>
        )
      }
      time={<RelativeTime at={occurredAt ?? receivedAt} />}
      meta={
        <>
          <CodeChip>{orderKey}</CodeChip>
          {occurredAt !== null && (
            <span>
              {t('occurred')} <RelativeTime at={occurredAt} />
            </span>
          )}
          <span>
            {t('received')} <RelativeTime at={receivedAt} />
          </span>
        </>
      }
    >
      {t(`event.${verdict.code}`, { count: verdict.code === 'made' ? verdict.count : 0 })}
      {verdict.code === 'no_rule' && (
        <>
          {' '}
          <Link href={`/notifications/rules?store=${storeId}`} className="prose-link">
            {t('fix.rules')}
          </Link>
        </>
      )}
    </Event>
  )
}

type ToldProps = { readonly told: DiagnosedMessage; readonly storeId: string }

function Told({ told, storeId }: ToldProps) {
  const t = useTranslations('diagnosis')
  const states = useTranslations('notifications.state')
  const names = useTranslations('events')
  const { message, fix, late } = told
  const { tone, word } = lookOf(message)
  const rule = message.rule as 'unknown'
  return (
    <Event
      tone={tone}
      icon={MessageCircle}
      title={
        <Link href={`/notifications/${message.id}`} className="hover:underline">
          {t('message', {
            rule: names.has(rule) ? names(rule) : message.rule,
            step: message.step,
            state: states(word),
          })}
        </Link>
      }
      time={<RelativeTime at={message.sentAt ?? message.sendAfter} />}
      because={
        <>
          <Why message={message} /> {late && t('late')}
          {fix !== null && (
            <Link href={hrefOf(fix, message, storeId)} className="prose-link">
              {t(`fix.${fix}`)}
            </Link>
          )}
        </>
      }
    />
  )
}

function hrefOf(fix: Fix, message: DiagnosedMessage['message'], storeId: string): string {
  const { id, instanceId } = message
  if (fix === 'rules') return `/notifications/rules?store=${storeId}`
  if (fix === 'contact') return '/notifications/contacts'
  if (fix === 'store') return `/stores/${storeId}/settings`
  if (fix === 'gateway') return `/stores/${storeId}`
  if (fix === 'instance') return instanceId === null ? '/instances' : `/instances/${instanceId}`
  return `/notifications/${id}`
}
