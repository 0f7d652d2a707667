// components/checkout/paper.tsx
import { useFormatter, useTranslations } from 'next-intl'
import { formatDecimal, formatReais } from '@/lib/kernel/money'
import type { ReceiptView } from '@/lib/sales/find-receipt'
import { useCardWords } from './card-words'
import type { CheckoutOffer } from './checkout-offer'
import { ShieldIcon } from './icons'
import { PrintButton } from './print-button'

type Props = { readonly offer: CheckoutOffer; readonly receipt: ReceiptView }

const TOTAL = {
  paid: 'total',
  authorized: 'totalReserved',
  waiting_pix: 'totalDue',
  waiting_boleto: 'totalDue',
  pending: 'totalOther',
  expired: 'totalOther',
  refused: 'totalOther',
  returned: 'totalOther',
} as const

const isGood = ({ outcome }: ReceiptView) => outcome === 'paid' || outcome === 'authorized'

/** What was bought, so that the lines add up to the total below them. */
function Lines({ receipt }: Pick<Props, 'receipt'>) {
  const t = useTranslations('checkout')
  const { product, items, coupon, interest, total } = receipt
  const lines = items.length > 0 ? items : [{ name: product, price: total, position: 0 }]
  return (
    <>
      {lines.map(({ name, price, position }) => (
        <div key={position}>
          <dt className="ink">{name}</dt>
          <dd>{formatReais(price)}</dd>
        </div>
      ))}
      {coupon !== null && (
        <div>
          <dt>{t('receipt.coupon', { code: coupon.code })}</dt>
          <dd>{`−${formatReais(coupon.discount)}`}</dd>
        </div>
      )}
      {interest > 0 && (
        <div>
          <dt>{t('summary.interest')}</dt>
          <dd>{formatReais(interest)}</dd>
        </div>
      )}
    </>
  )
}

/** The receipt itself, as it is printed. */
export function Paper({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const format = useFormatter()
  const when = format.dateTime(new Date(receipt.at), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section className="paper" aria-labelledby="receipt-title">
      <div className="body">
        <div className="paper-head">
          <h2 id="receipt-title">{t(isGood(receipt) ? 'title' : 'orderTitle')}</h2>
          <span className="mono muted">{t('order', { number: receipt.number })}</span>
        </div>
        <dl className="rows">
          <Lines receipt={receipt} />
          <div className="total">
            <dt>{t(TOTAL[receipt.outcome])}</dt>
            <dd>{formatReais(receipt.total)}</dd>
          </div>
          <div>
            <dt>{t('way')}</dt>
            <Way receipt={receipt} />
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
          {receipt.method === 'card' && receipt.nsu !== null && (
            <div>
              <dt>{t('authorization')}</dt>
              <dd className="mono">
                {[`NSU ${receipt.nsu}`, receipt.arp].filter(Boolean).join(' · ')}
              </dd>
            </div>
          )}
          {receipt.endToEndId !== null && (
            <div>
              <dt>{t('e2e')}</dt>
              <dd className="mono long">{receipt.endToEndId}</dd>
            </div>
          )}
        </dl>
        <PaperFoot offer={offer} receipt={receipt} />
      </div>
    </section>
  )
}

function Way({ receipt }: Pick<Props, 'receipt'>) {
  const t = useTranslations('checkout.receipt')
  const words = useTranslations('checkout.summary')
  const cardWords = useCardWords()
  const { method, cardHint, installments: count } = receipt
  if (method !== 'card') return <dd>{t(method)}</dd>
  const each = formatReais(receipt.firstInstallment)
  return (
    <dd>
      {cardHint !== null && cardWords(cardHint)}
      <br />
      {count === 1 ? words('once') : t('inParts', { count, each })}
    </dd>
  )
}

function PaperFoot({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const format = useFormatter()
  const good = isGood(receipt)
  const part =
    receipt.installments === 1 ? '' : ` 01/${String(receipt.installments).padStart(2, '0')}`
  return (
    <>
      {good && receipt.method === 'card' && offer.statementName !== '' && (
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
