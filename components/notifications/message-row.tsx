// components/notifications/message-row.tsx
import { Ban } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Bubble } from '@/components/ui/bubble'
import { QueueRow } from '@/components/ui/queue-row'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import type { Eta } from '@/lib/notifications/eta'
import type { MessageView } from '@/lib/notifications/views'
import { hourOf } from './hour'
import { lookOf } from './message-look'
import { type MessageActions, MessageMenu } from './message-menu'
import { useDistance } from './moments'
import { phoneWords } from './phone-words'
import { useRuleName } from './rule-name'
import { UnknownMenu } from './unknown-menu'
import { WhatsappText } from './whatsapp-text'
import { Why } from './why'

type Props = {
  readonly message: MessageView
  readonly eta?: Eta
  readonly now: Date
  /** Which store and number, where the list is of more than one. */
  readonly place?: boolean
  readonly actions: MessageActions
}

const LEFT = new Set(['sent', 'delivered', 'read'])
const PENDING = new Set(['scheduled', 'queued'])
const SOON_MS = 600_000
/** From here on the day says more than the hours until then. */
const FAR_MS = 10 * 3_600_000
const NO_PHONE = new Set(['no_phone', 'invalid_phone', 'placeholder_phone'])

/** One message: when, to whom, what it says, and why it goes, waits or does not go. */
export function MessageRow({ message, eta: turn, now, place = false, actions }: Props) {
  const t = useTranslations('notifications')
  const distance = useDistance()
  const nameOf = useRuleName()
  const { tone, icon, word } = lookOf(message)
  const eta = turn ?? message.soonest ?? undefined
  const at = momentOf(message, eta)
  const soon = PENDING.has(message.state) && at.getTime() - now.getTime() < SOON_MS
  const far = Math.abs(at.getTime() - now.getTime()) > FAR_MS
  const name = message.customerName ?? t('noName')
  const rule = nameOf(message.rule, message.step)
  return (
    <QueueRow
      at={<RelativeTime at={at} show={soon ? 'second' : 'hour'} />}
      countdown={far ? <RelativeTime at={at} show="date" /> : distance(at, now)}
      who={
        <>
          <Link href={`/notifications/${message.id}`} className="block truncate hover:underline">
            {name}
          </Link>
          <p className="num text-xs font-normal text-muted-foreground">
            {message.to === null ? t('noPhone') : phoneWords(message.to)}
          </p>
        </>
      }
      rule={
        <span className="mt-1.5 block">
          <span className="text-foreground">{rule}</span>
          {message.step > 1 && !rule.includes(String(message.step)) && (
            <>, {t('step', { step: message.step })}</>
          )}
          {place && <span className="block">{placeOf(message, t)}</span>}
        </span>
      }
      bubble={<MessageBubble message={message} />}
      state={
        <Status tone={tone} icon={icon}>
          <span className="font-medium">{t(`state.${word}`)}</span>
        </Status>
      }
      reason={
        <>
          <Why message={message} eta={eta} />
          {NO_PHONE.has(message.reasonCode ?? '') && (
            <Link href={`/stores/${message.storeId}`} className="prose-link mt-1 block">
              {t('fixStore', { store: message.storeName })}
            </Link>
          )}
        </>
      }
      menu={
        PENDING.has(message.state) ? (
          <MessageMenu id={message.id} label={t('do.menu', { name })} actions={actions} />
        ) : (
          message.asksPerson && <UnknownMenu id={message.id} name={name} actions={actions} />
        )
      }
    />
  )
}

type T = ReturnType<typeof useTranslations<'notifications'>>
const placeOf = ({ storeName, instanceName }: MessageView, t: T) =>
  `${storeName} · ${
    instanceName === null ? t('noInstance') : t('through', { instance: instanceName })
  }`

/** What left says when it left; what waits when it will; the rest when that was decided. */
function momentOf(message: MessageView, eta: Eta | undefined): Date {
  if (PENDING.has(message.state)) return eta?.at ?? message.sendAfter
  if (LEFT.has(message.state)) return message.sentAt ?? message.sendAfter
  return message.decidedAt ?? message.claimedAt ?? message.sendAfter
}

export function MessageBubble({
  message,
  whole = false,
}: {
  readonly message: MessageView
  readonly whole?: boolean
}) {
  const t = useTranslations('notifications')
  const { state, preview, sentAt } = message
  const left = state === 'sent' || state === 'delivered' || state === 'read'
  const off = !left && !PENDING.has(state) && state !== 'sending'
  const text = preview === null ? t('noPreview') : <WhatsappText text={preview} />
  if (left) {
    return (
      <Bubble
        foot={sentAt && hourOf(sentAt)}
        ticks={state}
        ticksLabel={t(`ticks.${state}`)}
        whole={whole}
      >
        {text}
      </Bubble>
    )
  }
  const foot = off && (
    <>
      {t('didNotLeave')}
      <Ban aria-hidden className="size-3.5" />
    </>
  )
  return (
    <Bubble off={off} whole={whole} {...(off && state !== 'unknown' && { foot })}>
      {text}
    </Bubble>
  )
}
