// components/sales/attempt-event.tsx
import { useLocale, useTranslations } from 'next-intl'
import { CodeChip, Mono } from '@/components/ui/code-chip'
import { Event } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Tone } from '@/components/ui/tone'
import { formatReais } from '@/lib/kernel/money'
import type { AttemptView } from '@/lib/sales/attempt-view'

type Props = {
  readonly attempt: AttemptView
  /** The attempt that followed it, when one did. */
  readonly next: AttemptView | null
}

const TONE: Partial<Readonly<Record<AttemptView['status'], Tone>>> = {
  refused: 'refused',
  not_sent: 'refused',
  unknown: 'waiting',
  sending: 'waiting',
}

export function AttemptEvent({ attempt, next }: Props) {
  const t = useTranslations('sales.detail.timeline')
  const { acquirer, status, approved, lr, ms, arp } = attempt
  const told = approved ? 'authorized' : (status as 'refused' | 'not_sent' | 'unknown' | 'sending')
  const word = attempt.avoided === null ? told : 'avoided'
  return (
    <Event
      tone={TONE[status] ?? 'authorized'}
      title={t(word, { acquirer })}
      time={<RelativeTime at={attempt.startedAt} show="second" />}
      meta={
        <>
          {lr !== null && <CodeChip>{lr}</CodeChip>}
          <span>
            {t('attempt', { n: attempt.position + 1 })}
            {ms !== null && `, ${t('ms', { ms })}`}
          </span>
          {approved && arp !== null && (
            <span>
              {t('arp')} <Mono>{arp}</Mono>
            </span>
          )}
        </>
      }
      because={next === null ? null : <Because attempt={attempt} next={next} />}
    >
      <Sentence attempt={attempt} />
    </Event>
  )
}

function Sentence({ attempt }: Pick<Props, 'attempt'>) {
  const t = useTranslations('sales.detail.timeline')
  const locale = useLocale() as 'pt-BR' | 'en'
  const { approved, status, description, guidance, avoided } = attempt
  if (avoided !== null) return avoided[locale]
  if (approved) {
    return t('authorizedText', {
      amount: formatReais(attempt.amount),
      count: attempt.installments,
      place: t(`place.${attempt.place ?? 'none'}`),
    })
  }
  if (status === 'not_sent') return t('notSentText')
  if (status === 'unknown' || status === 'sending') return t('unknownText')
  return (
    <>
      <p>{description ?? t('noWords')}</p>
      {guidance !== null && <p className="mt-0.5">{t('guidance', { text: guidance })}</p>}
    </>
  )
}

/** Why there was another attempt: our decision, or the buyer's. */
function Because({ attempt, next }: { readonly attempt: AttemptView; readonly next: AttemptView }) {
  const t = useTranslations('sales.detail.timeline')
  if (next.acquirer === attempt.acquirer || attempt.place === 'backup') return t('newCard')
  return t(attempt.status === 'unknown' ? 'silenceToBackup' : 'toBackup')
}
