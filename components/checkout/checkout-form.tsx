// components/checkout/checkout-form.tsx
'use client'

import type { ReactNode } from 'react'
import { BumpFields } from './bump-fields'
import { BuyerFields } from './buyer-fields'
import type { CheckoutOffer } from './checkout-offer'
import type { CheckoutValues } from './checkout-values'
import { ErrorSummary } from './error-summary'
import { documentKind } from './field-rules'
import { FinishedNotice } from './finished-notice'
import { useKeepContact } from './keep-contact'
import { OrderSummary } from './order-summary'
import { PayBar } from './pay-bar'
import { PayingPanel } from './paying-panel'
import { PaymentStep } from './payment-step'
import { ProblemNotice } from './problem-notice'
import { RefusalNotice } from './refusal-notice'
import { Step } from './step'
import { type CheckoutState, receiptOf } from './use-checkout'
import { useCheckoutForm } from './use-checkout-form'
import { useIssued } from './use-issued'
import { useKeepInView } from './use-keep-in-view'
import { tellSoldOut } from './window-clock'
import { useLanguage, useWords } from './words'

/** Drawn by the server: small pictures of what is bought. */
export type Pictures = {
  readonly cover: ReactNode
  readonly bumps: Readonly<Record<string, ReactNode>>
}

type Props = { readonly offer: CheckoutOffer; readonly pictures: Pictures }

/** One form, one button, one total. */
export function CheckoutForm({ offer, pictures }: Props) {
  const filled = useCheckoutForm(offer)
  useKeepContact(offer.code, filled)
  const { form, checkout, order } = filled
  const { state } = checkout
  const bar = useKeepInView()
  const near = order.method !== 'card' || state.kind === 'issued' || state.kind === 'refused'
  const Issued = useIssued(near)
  const language = useLanguage()
  if (state.kind === 'issued') {
    const { voucher, amount } = state
    const due = { ...order, method: voucher.kind, chosen: { ...order.chosen, total: amount } }
    return (
      <div className="checkout">
        <div className="main">
          {Issued === null ? (
            <PayingPanel method={voucher.kind} waiting lost={checkout.lost} />
          ) : (
            <Issued
              order={order}
              voucher={voucher}
              amount={amount}
              receipt={receiptOf(offer.code, checkout.checkoutId(), language)}
              lost={checkout.lost}
              onAgain={() => filled.pay(voucher.kind)}
              onOther={filled.turnTo}
            />
          )}
        </div>
        <OrderSummary order={due} pictures={pictures} settled />
      </div>
    )
  }
  const busy = state.kind === 'paying' || state.kind === 'waiting'
  return (
    <form
      className="checkout"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void filled.pay(order.method)
      }}
    >
      <div className="main">
        <Notices filled={filled} />
        <BuyerStep filled={filled} busy={busy} />
        <div className="stack wide-gap" hidden={busy}>
          <PaymentStep
            form={form}
            order={order}
            onChoose={filled.choose}
            level={levelIn(state)}
            codeAgain={state.kind === 'refused' && state.answer.method === 'card'}
          />
          <BumpFields order={order} pictures={pictures.bumps} />
        </div>
      </div>
      <OrderSummary order={order} pictures={pictures} settled={busy} />
      <PayBar
        ref={bar}
        order={order}
        method={busy ? state.method : order.method}
        busy={busy}
        again={state.kind === 'refused' && filled.isRefusedCard}
      />
    </form>
  )
}

/** While the offer is folded away, what happened is the head of the page. */
const levelIn = ({ kind }: CheckoutState) =>
  kind === 'filling' || kind === 'finished' ? 'h3' : 'h2'

type Filled = ReturnType<typeof useCheckoutForm>

function Notices({ filled }: { readonly filled: Filled }) {
  const { checkout, order, wrong, focus, go } = filled
  const { state } = checkout
  const { offer } = order
  if (state.kind === 'paying' || state.kind === 'waiting') {
    const waiting = state.kind === 'waiting'
    return <PayingPanel method={state.method} waiting={waiting} lost={waiting && checkout.lost} />
  }
  if (wrong.fields.length > 0) return <ErrorSummary {...wrong} onGo={focus} />
  if (state.kind === 'finished') {
    return (
      <FinishedNotice
        code={offer.code}
        checkoutId={checkout.checkoutId()}
        onMore={checkout.startOver}
      />
    )
  }
  if (state.kind === 'filling' && state.problem) {
    return <ProblemNotice problem={state.problem} onWait={tellSoldOut} />
  }
  if (state.kind !== 'refused') return null
  const { price } = order.with('pix')
  return <RefusalNotice {...offer} {...state} price={price} onWay={go} />
}

/** After a refusal what is known folds into a read-back: the eye goes to what must change. */
function BuyerStep({ filled, busy }: { readonly filled: Filled; readonly busy: boolean }) {
  const t = useWords('checkout.steps')
  const { form, checkout, editing, setEditing } = filled
  const refused = checkout.state.kind === 'refused' && !editing && form.values.name !== ''
  const folded = busy || refused
  return (
    <Step
      number={1}
      level={levelIn(checkout.state)}
      title={t('buyer')}
      done={folded ? t('ready') : undefined}
      action={
        refused && (
          <button className="link" type="button" onClick={() => setEditing(true)}>
            {t('edit')}
          </button>
        )
      }
    >
      {folded ? <ReadBack values={form.values} /> : <BuyerFields form={form} />}
    </Step>
  )
}

function ReadBack({ values }: { readonly values: CheckoutValues }) {
  return (
    <div className="readback">
      <strong>{values.name}</strong>
      <span>{values.email}</span>
      <span className="num">
        {values.phone} · {documentKind(values.document)?.toUpperCase()} {values.document}
      </span>
    </div>
  )
}
