// components/sales/attempt-event.tsx
import { Ban, FileText, QrCode } from 'lucide-react'
import { useNow, useTranslations } from 'next-intl'
import { CodeChip, Mono } from '@/components/ui/code-chip'
import { Event } from '@/components/ui/event'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Tone } from '@/components/ui/tone'
import { CARD_BRANDS } from '@/lib/kernel/card-brand'
import { formatReais } from '@/lib/kernel/money'
import type { AttemptView } from '@/lib/sales/attempt-view'
import { VoucherLines } from './voucher-lines'

type Props = {
  readonly attempt: AttemptView
  /** The attempt that followed it, when one did. */
  readonly next: AttemptView | null
}

const TONE: Readonly<Record<AttemptView['status'], Tone>> = {
  sending: 'waiting',
  unknown: 'waiting',
  waiting: 'waiting',
  authorized: 'authorized',
  captured: 'authorized',
  voided: 'authorized',
  refunded: 'authorized',
  refused: 'refused',
  not_sent: 'refused',
  expired: 'returned',
}

const ICON = { pix: QrCode, boleto: FileText } as const

/** What an event is called: for a card what was answered, for a Pix or a boleto that it was issued. */
function wordOf({ method, status, approved, avoided }: AttemptView) {
  if (avoided !== null) return 'avoided'
  if (method !== 'card' && (approved || status === 'waiting' || status === 'expired')) {
    return method === 'pix' ? 'issuedPix' : 'issuedBoleto'
  }
  if (approved) return 'authorized'
  return status === 'refused' || status === 'not_sent' || status === 'sending' ? status : 'unknown'
}

export function AttemptEvent({ attempt, next }: Props) {
  const t = useTranslations('sales.detail.timeline')
  const { acquirer, status, method, approved, avoided, lr, ms, arp, brand } = attempt
  const icon = avoided !== null ? Ban : method === 'card' ? null : ICON[method]
  return (
    <Event
      tone={avoided === null ? TONE[status] : 'neutral'}
      {...(icon !== null && { icon })}
      title={t(wordOf(attempt), { acquirer })}
      time={<RelativeTime at={attempt.startedAt} show="second" />}
      meta={
        <>
          {lr !== null && <CodeChip>{lr}</CodeChip>}
          <span>
            {t('attempt', { n: attempt.position + 1 })}
            {ms !== null && `, ${t('ms', { ms })}`}
          </span>
          {brand !== null && (
            <span>{CARD_BRANDS[brand as keyof typeof CARD_BRANDS]?.label ?? brand}</span>
          )}
          {approved && arp !== null && (
            <span>
              {t('arp')} <Mono>{arp}</Mono>
            </span>
          )}
          {attempt.eci !== null && <span>{t(`eci.${attempt.eci}`)}</span>}
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
  const { approved, status, description, guidance, avoided, voucher, expiresAt } = attempt
  const isAhead = new Date(expiresAt ?? 0) > useNow()
  if (avoided !== null) return avoided
  if (voucher !== null && expiresAt !== null) {
    return (
      <>
        <p>
          {t.rich(status === 'expired' ? 'lapsed' : isAhead ? 'validUntil' : 'wasValid', {
            amount: formatReais(attempt.amount),
            when: () => <RelativeTime at={expiresAt} />,
          })}
        </p>
        <VoucherLines voucher={voucher} isOpen={status === 'waiting'} />
      </>
    )
  }
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
  if (attempt.method !== next.method) return t('otherMethod')
  if (next.acquirer === attempt.acquirer || attempt.place === 'backup') return t('newCard')
  if (attempt.avoided !== null) return t('avoidedToBackup')
  return t(attempt.status === 'unknown' ? 'silenceToBackup' : 'toBackup')
}
