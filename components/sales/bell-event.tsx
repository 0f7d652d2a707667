// components/sales/bell-event.tsx
import { Bell, BellOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CodeChip, Mono } from '@/components/ui/code-chip'
import { Event } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DeliveryView } from '@/lib/webhooks/views'

const TONE = { delivered: 'paid', waiting: 'waiting', failed: 'refused' } as const

/** One bell: whether the producer's system heard it, when, and what it said. */
export function BellEvent({ bell }: { readonly bell: DeliveryView }) {
  const t = useTranslations('sales.detail.timeline.bell')
  const status = useTranslations('sales.status')
  const { state, tries } = bell
  const last = tries.at(-1)
  const title = state === 'delivered' && bell.isReplay ? 'replayed' : state
  return (
    <Event
      tone={TONE[state]}
      icon={state === 'failed' ? BellOff : Bell}
      title={t(title)}
      time={<RelativeTime at={last?.at ?? bell.createdAt} show="second" />}
      meta={
        <>
          {last !== undefined && <CodeChip>{last.status ?? last.excerpt}</CodeChip>}
          <Mono>{addressOf(bell.url)}</Mono>
          <span>{t('told', { status: status(bell.saleStatus) })}</span>
        </>
      }
    >
      {t(`${state}Text`, { ms: last?.ms ?? 0, tries: tries.length })}
    </Event>
  )
}

/** Without what may follow the `?`: a key of the producer's is nobody's to read over a shoulder. */
const addressOf = (url: string) => url.replace(/^https?:\/\//, '').replace(/[?#].*$/, '')
