// components/checkout/receipt.tsx
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ReceiptView } from '@/lib/sales/find-receipt'
import { BoletoPanel } from './boleto-panel'
import type { CheckoutOffer } from './checkout-offer'
import { FixEmail } from './fix-email'
import { CheckIcon } from './icons'
import { Paper } from './paper'
import { ReceiptNews, ReceiptPix, ReceiptWait } from './receipt-wait'

type Props = { readonly offer: CheckoutOffer; readonly receipt: ReceiptView }

type Whole = Props & {
  /** Something more to buy: below what was bought, and above its paper. */
  readonly more?: ReactNode
}

export function Receipt({ offer, receipt, more }: Whole) {
  return (
    <main className="wrap receipt-wrap">
      <div className="receipt-grid">
        <div className="left">
          <Outcome offer={offer} receipt={receipt} />
          <ToPay offer={offer} receipt={receipt} />
          <Access offer={offer} receipt={receipt} />
          {more}
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
  waiting_pix: 'waiting',
  waiting_boleto: 'waiting',
  expired: 'returned',
  refused: 'returned',
  returned: 'returned',
} as const

const isGood = ({ outcome }: ReceiptView) => outcome === 'paid' || outcome === 'authorized'

function Outcome({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const language = useLocale()
  const { outcome } = receipt
  const good = isGood(receipt)
  return (
    <div className="done-head" role="status">
      <span className={`badge ${BADGE[outcome]}`}>
        {good && <CheckIcon />} {t(outcome)}
      </span>
      <h1>
        {good
          ? t('done', { name: receipt.buyerName.split(' ')[0] ?? '' })
          : t(`${outcome}Title` as 'pendingTitle')}
      </h1>
      <Explained receipt={receipt} />
      {outcome === 'pending' && <ReceiptWait code={offer.code} receipt={receipt} />}
      {(outcome === 'refused' || outcome === 'expired') && (
        <a className="btn" href={`/o/${offer.code}?lang=${language}#pay`}>
          {t(
            outcome === 'refused' ? 'tryAgain' : receipt.method === 'pix' ? 'newPix' : 'anotherWay',
          )}
        </a>
      )}
      {outcome === 'expired' && <ReceiptNews code={offer.code} receipt={receipt} />}
    </div>
  )
}

function Explained({ receipt: { outcome, captureBy } }: Pick<Props, 'receipt'>) {
  const t = useTranslations('checkout.receipt')
  const format = useFormatter()
  if (outcome === 'paid') return null
  if (outcome === 'authorized' && captureBy !== null) {
    const date = format.dateTime(new Date(captureBy), { day: 'numeric', month: 'long' })
    return <p className="muted">{t('authorizedUntil', { date })}</p>
  }
  return <p className="muted">{t(`${outcome}Text` as 'pendingText')}</p>
}

/** What there is to pay with, on a page of its own that can be printed, kept and opened elsewhere. */
function ToPay({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const language = useLocale()
  const { outcome, voucher } = receipt
  if (outcome !== 'waiting_pix' && outcome !== 'waiting_boleto') return null
  return (
    <>
      {voucher?.kind === 'boleto' ? (
        <>
          <BoletoPanel boleto={voucher} amount={receipt.total} />
          <ReceiptNews code={offer.code} receipt={receipt} />
        </>
      ) : (
        <ReceiptPix
          code={offer.code}
          receipt={receipt}
          seller={offer.sellerName}
          minutes={offer.pixMinutes}
        />
      )}
      {offer.methods.length > 1 && (
        <p className="no-print">
          <a className="link" href={`/o/${offer.code}?lang=${language}#pay`}>
            {t('anotherWay')}
          </a>
        </p>
      )}
    </>
  )
}

function Access({ offer, receipt }: Props) {
  const t = useTranslations('checkout.receipt')
  const { outcome, accessUrl } = receipt
  if (outcome === 'refused' || outcome === 'returned' || outcome === 'expired') return null
  const email = (
    <FixEmail
      code={offer.code}
      checkoutId={receipt.checkoutId}
      email={receipt.buyerEmail}
      once={receipt.mayFixEmail}
    />
  )
  return (
    <section className="panel" aria-labelledby="access-title">
      <h2 id="access-title">{t(isGood(receipt) ? 'access' : 'contact')}</h2>
      {accessUrl !== null && outcome === 'paid' && (
        <a className="btn wide big" href={accessUrl}>
          {t('enter')}
        </a>
      )}
      {email}
    </section>
  )
}
