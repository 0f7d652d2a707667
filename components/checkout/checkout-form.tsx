// components/checkout/checkout-form.tsx
'use client'

import { useLocale, useTranslations } from 'next-intl'
import { normalizeTaxId, taxIdKind } from '@/lib/kernel/tax-id'
import { BuyerFields } from './buyer-fields'
import type { CheckoutOffer } from './checkout-offer'
import type { CheckoutValues } from './checkout-values'
import { ErrorSummary } from './error-summary'
import { FinishedNotice } from './finished-notice'
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

/** One form, one button, one total. */
export function CheckoutForm({ offer }: { readonly offer: CheckoutOffer }) {
  const filled = useCheckoutForm(offer)
  const { form, checkout, method, price } = filled
  const { state } = checkout
  const language = useLocale()
  const bar = useKeepInView()
  const [once] = offer.choices
  const Issued = useIssued(method !== 'card' || state.kind === 'issued' || state.kind === 'refused')
  if (price === undefined || once === undefined) return null
  if (state.kind === 'issued') {
    const { voucher, amount } = state
    return (
      <div className="checkout">
        <div className="main">
          {Issued === null ? (
            <PayingPanel method={voucher.kind} waiting lost={checkout.lost} />
          ) : (
            <Issued
              offer={offer}
              voucher={voucher}
              amount={amount}
              receipt={receiptOf(offer.code, checkout.checkoutId(), language)}
              lost={checkout.lost}
              onAgain={() => filled.pay(voucher.kind)}
              onOther={filled.turnTo}
            />
          )}
        </div>
        <OrderSummary offer={offer} chosen={{ ...once, total: amount }} method={voucher.kind} />
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
        void filled.pay(method)
      }}
    >
      <div className="main">
        <Notices offer={offer} filled={filled} />
        <BuyerStep filled={filled} busy={busy} />
        <div hidden={busy}>
          <PaymentStep
            form={form}
            offer={offer}
            method={method}
            onChoose={filled.choose}
            level={levelIn(state)}
            codeAgain={state.kind === 'refused' && state.answer.method === 'card'}
          />
        </div>
      </div>
      <OrderSummary offer={offer} chosen={price} method={method} />
      <PayBar
        ref={bar}
        method={busy ? state.method : method}
        busy={busy}
        again={state.kind === 'refused' && filled.isRefusedCard}
        total={price.total}
      />
    </form>
  )
}

/** While the offer is folded away, what happened is the head of the page. */
const levelIn = ({ kind }: CheckoutState) =>
  kind === 'filling' || kind === 'finished' ? 'h3' : 'h2'

type Filled = ReturnType<typeof useCheckoutForm>

function Notices({ offer, filled }: { readonly offer: CheckoutOffer; readonly filled: Filled }) {
  const { checkout, wrong, focus, go } = filled
  const { state } = checkout
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
  if (state.kind === 'filling' && state.problem) return <ProblemNotice problem={state.problem} />
  if (state.kind !== 'refused') return null
  return <RefusalNotice {...offer} {...state} onWay={go} />
}

/** After a refusal what is known folds into a read-back: the eye goes to what must change. */
function BuyerStep({ filled, busy }: { readonly filled: Filled; readonly busy: boolean }) {
  const t = useTranslations('checkout.steps')
  const { form, checkout, editing, setEditing } = filled
  const refused = checkout.state.kind === 'refused' && !editing && form.getValues('name') !== ''
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
      {folded ? <ReadBack values={form.getValues()} /> : <BuyerFields form={form} />}
    </Step>
  )
}

function ReadBack({ values }: { readonly values: CheckoutValues }) {
  return (
    <div className="readback">
      <strong>{values.name}</strong>
      <span>{values.email}</span>
      <span className="num">
        {values.phone} · {taxIdKind(normalizeTaxId(values.document))?.toUpperCase()}{' '}
        {values.document}
      </span>
    </div>
  )
}
