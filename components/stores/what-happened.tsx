// components/stores/what-happened.tsx
import {
  Ban,
  CalendarClock,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  Clock,
  Copy,
  Eye,
  FlaskConical,
  Loader,
  type LucideIcon,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { PostbackJson } from '@/lib/postbacks/to-postback-json'
import type { Outcome } from '@/lib/stores/outcomes'

type Look = { readonly tone: Tone; readonly icon: LucideIcon; readonly word: Word }
type Word =
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'readByBuyer'
  | 'failed'
  | 'unknown'
  | 'superseded'
  | 'canceled'
  | 'suppressed'

const LOOK: Readonly<Record<Outcome['state'], Look>> = {
  scheduled: { tone: 'authorized', icon: CalendarClock, word: 'scheduled' },
  queued: { tone: 'authorized', icon: Clock, word: 'queued' },
  sending: { tone: 'authorized', icon: Loader, word: 'sending' },
  sent: { tone: 'paid', icon: CircleCheck, word: 'sent' },
  delivered: { tone: 'paid', icon: CircleCheck, word: 'delivered' },
  read: { tone: 'paid', icon: Eye, word: 'readByBuyer' },
  failed: { tone: 'refused', icon: CircleX, word: 'failed' },
  unknown: { tone: 'waiting', icon: CircleHelp, word: 'unknown' },
  superseded: { tone: 'returned', icon: Ban, word: 'superseded' },
  canceled: { tone: 'returned', icon: Ban, word: 'canceled' },
  suppressed: { tone: 'returned', icon: Ban, word: 'suppressed' },
}

type Props = {
  readonly postback: Pick<PostbackJson, 'state' | 'reason'>
  readonly outcome: Outcome | undefined
}

/** What became of a postback, in one line: its message if it made one, else why it made none. */
export function WhatHappened({ postback, outcome }: Props) {
  const t = useTranslations('stores.what')
  const reasons = useTranslations('stores.reason')
  const { state, reason } = postback
  if (state === 'duplicate') {
    return (
      <Status tone="returned" icon={Copy}>
        {t('duplicate')}
      </Status>
    )
  }
  if (state === 'test') {
    return (
      <Status tone="neutral" icon={FlaskConical}>
        {t('test')}
      </Status>
    )
  }
  if (state === 'quarantined') {
    const known = reasons.has(reason as 'unknown_shape')
    return (
      <Status tone="waiting" icon={CircleAlert} className="whitespace-normal">
        {t('quarantined', { reason: known ? reasons(reason as 'unknown_shape') : (reason ?? '') })}
      </Status>
    )
  }
  if (outcome === undefined) {
    return (
      <Status tone="neutral" icon={CircleDashed} className="text-muted-foreground">
        {t('read')}
      </Status>
    )
  }
  return <MessageState {...outcome} />
}

export function MessageState({ state, reason, at }: Outcome) {
  const t = useTranslations('stores.what')
  const held = useTranslations('stores.why')
  const { tone, icon, word } = LOOK[state]
  const key = reason as 'no_phone'
  const because = state !== 'sent' && reason !== null && held.has(key) ? `: ${held(key)}` : ''
  return (
    <Status tone={tone} icon={icon} className="whitespace-normal">
      <span>
        {t.rich(word, { time: () => <RelativeTime at={at} show="hour" /> })}
        {because}
      </span>
    </Status>
  )
}
