// components/checkout/receipt.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { formatDecimal, formatReais } from '@/lib/kernel/money'
import type { ReceiptView } from '@/lib/sales/find-receipt'
import { useCardWords } from './card-words'
import type { CheckoutOffer } from './checkout-offer'
import { CheckIcon, ShieldIcon } from './icons'
import { PrintButton } from './print-button'
import { ReceiptWait } from './receipt-wait'

type Props = { readonly offer: CheckoutOffer; readonly receipt: ReceiptView }

export function Receipt({ offer, receipt }: Props) {
  return (
    <main className="wrap receipt-wrap">
      <div className="receipt-grid">
        <div className="left">
          <Outcome offer={offer} receipt={receipt} />
        </div>
        <Paper offer={offer} receipt={receipt} />
      </div>
    </main>
  )
}

const BADGE = {
  paid: 'paid',
  authorized: 'waiting',
  pending: 'waiting',
  refused: 'returned',
  returned: 'returned',
} as const

function Outcome({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const { outcome } = receipt
  const good = outcome === 'paid' || outcome === 'authorized'
  return (
    <>
      <div className="done-head" role="status">
        <span className={`badge ${BADGE[outcome]}`}>
          {good && <CheckIcon />} {t(outcome)}
        </span>
        <h1>
          {good
            ? t('done', { name: receipt.buyerName.split(' ')[0] ?? '' })
            : t(`${outcome}Title` as 'pendingTitle')}
        </h1>
        {outcome !== 'paid' && <p className="muted">{t(`${outcome}Text` as 'pendingText')}</p>}
        {outcome === 'pending' && <ReceiptWait code={offer.code} checkoutId={receipt.checkoutId} />}
        {outcome === 'refused' && (
          <a className="btn" href={`/o/${offer.code}#pay`}>
            {t('tryAgain')}
          </a>
        )}
      </div>
      {good && (
        <section className="panel" aria-labelledby="access-title">
          <h2 id="access-title">{t('access')}</h2>
          {receipt.accessUrl !== null && outcome === 'paid' ? (
            <>
              <a className="btn wide big" href={receipt.accessUrl}>
                {t('enter')}
              </a>
              <p className="small">{t('sentTo', { email: receipt.buyerEmail })}</p>
            </>
          ) : (
            <p>{t('noAccess', { email: receipt.buyerEmail })}</p>
          )}
        </section>
      )}
    </>
  )
}

function Paper({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const words = useTranslations('checkout.summary')
  const cardWords = useCardWords()
  const format = useFormatter()
  const when = format.dateTime(new Date(receipt.at), { dateStyle: 'medium', timeStyle: 'short' })
  const each = formatReais(receipt.firstInstallment)
  const way =
    receipt.installments === 1 ? words('once') : t('inParts', { count: receipt.installments, each })
  const totalWord =
    receipt.outcome === 'paid'
      ? 'total'
      : receipt.outcome === 'authorized'
        ? 'totalReserved'
        : 'totalOther'
  return (
    <section className="paper" aria-labelledby="receipt-title">
      <div className="body">
        <div className="paper-head">
          <h2 id="receipt-title">{t('title')}</h2>
          <span className="mono muted">{t('order', { number: receipt.number })}</span>
        </div>
        <dl className="rows">
          <div>
            <dt className="ink">{receipt.product}</dt>
            <dd>{formatReais(receipt.total)}</dd>
          </div>
          <div className="total">
            <dt>{t(totalWord)}</dt>
            <dd>{formatReais(receipt.total)}</dd>
          </div>
          <div>
            <dt>{t('way')}</dt>
            <dd>
              {receipt.cardHint !== null && cardWords(receipt.cardHint)}
              <br />
              {way}
            </dd>
          </div>
          <div>
            <dt>{t('when')}</dt>
            <dd>{t('whenZone', { when })}</dd>
          </div>
          <div>
            <dt>{t('buyer')}</dt>
            <dd>
              {receipt.buyerName}
              <br />
              {receipt.documentHint}
            </dd>
          </div>
          {receipt.nsu !== null && (
            <div>
              <dt>{t('authorization')}</dt>
              <dd className="mono">
                {[`NSU ${receipt.nsu}`, receipt.arp].filter(Boolean).join(' · ')}
              </dd>
            </div>
          )}
        </dl>
        <PaperFoot offer={offer} receipt={receipt} />
      </div>
    </section>
  )
}

function PaperFoot({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const format = useFormatter()
  const good = receipt.outcome === 'paid' || receipt.outcome === 'authorized'
  const part =
    receipt.installments === 1 ? '' : ` 01/${String(receipt.installments).padStart(2, '0')}`
  return (
    <>
      {good && offer.statementName !== '' && (
        <div className="statement">
          <span>{t('statement')}</span>
          <div className="line">
            <span>{`${offer.statementName}${part}`}</span>
            <span className="num">{formatDecimal(receipt.firstInstallment).replace('.', ',')}</span>
          </div>
        </div>
      )}
      {good && receipt.guaranteeUntil !== null && (
        <p className="promise">
          <ShieldIcon />
          <span>
            {t('guarantee', {
              date: format.dateTime(new Date(receipt.guaranteeUntil), { dateStyle: 'long' }),
            })}
          </span>
        </p>
      )}
      <div className="paper-actions no-print">
        <PrintButton label={t('print')} />
        {offer.supportEmail !== null && (
          <a className="btn quiet small" href={`mailto:${offer.supportEmail}`}>
            {t('talk')}
          </a>
        )}
      </div>
      <p className="tiny muted">
        {[offer.sellerName, offer.sellerDocument].filter(Boolean).join(' · ')}
      </p>
    </>
  )
}
