// components/checkout/issued.tsx
'use client'

import type { PaymentMethod } from '@/db/schema/payments'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { VoucherView } from '@/lib/sales/checkout-answer'
import { DoneIcon } from './icons'
import { PixPanel } from './pix-panel'
import type { Order } from './use-order'
import { useWords } from './words'

type Props = {
  readonly order: Order
  readonly voucher: VoucherView
  readonly amount: Centavos
  readonly receipt: string
  readonly lost: boolean
  readonly onAgain: () => void
  readonly onOther: (method: PaymentMethod) => void
}

/** The way to pay takes the place of the form; the form waits behind it with everything that was typed. */
export function Issued(props: Props) {
  const { order, voucher, receipt } = props
  const { offer } = order
  const t = useWords('checkout.pix')
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
              label: t('again', { amount: formatReais(order.with('pix').price) }),
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

function Others({ order: { offer }, voucher, onOther }: Props) {
  const t = useWords('checkout.pix')
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
  const t = useWords('checkout.boleto')
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
