// components/checkout/issued.tsx
'use client'

import { useTranslations } from 'next-intl'
import type { PaymentMethod } from '@/db/schema/payments'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { VoucherView } from '@/lib/sales/checkout-answer'
import type { CheckoutOffer } from './checkout-offer'
import { DoneIcon } from './icons'
import { PixPanel } from './pix-panel'

type Props = {
  readonly offer: CheckoutOffer
  readonly voucher: VoucherView
  readonly amount: Centavos
  readonly receipt: string
  readonly lost: boolean
  readonly onAgain: () => void
  readonly onOther: (method: PaymentMethod) => void
}

/** The way to pay takes the place of the form; the form waits behind it with everything that was typed. */
export function Issued(props: Props) {
  const { offer, voucher, receipt } = props
  const t = useTranslations('checkout.pix')
  return (
    <div className="stack issued">
      {voucher.kind === 'boleto' ? (
        <BoletoMade receipt={receipt} />
      ) : (
        <>
          <PixPanel
            pix={voucher}
            amount={props.amount}
            seller={offer.sellerName}
            minutes={offer.pixMinutes}
            lost={props.lost}
            again={{
              label: t('again', { amount: formatReais(offer.price) }),
              onClick: props.onAgain,
            }}
          />
          <p className="small muted keep">
            {t('keep')} <a href={receipt}>{t('keepLink')}</a>
          </p>
        </>
      )}
      <Others {...props} />
    </div>
  )
}

function Others({ offer, voucher, onOther }: Props) {
  const t = useTranslations('checkout.pix')
  const others = offer.methods.filter((method) => method !== voucher.kind)
  if (others.length === 0) return null
  return (
    <p className="others">
      {others.map((method) => (
        <button key={method} className="link" type="button" onClick={() => onOther(method)}>
          {t(`other.${method}`)}
        </button>
      ))}
    </p>
  )
}

function BoletoMade({ receipt }: { readonly receipt: string }) {
  const t = useTranslations('checkout.boleto')
  return (
    <div className="notice paid" data-folds role="status">
      <DoneIcon />
      <div>
        <h1>{t('madeTitle')}</h1>
        <p>{t('madeText')}</p>
        <div className="actions">
          <a className="btn" href={receipt}>
            {t('see')}
          </a>
        </div>
      </div>
    </div>
  )
}
