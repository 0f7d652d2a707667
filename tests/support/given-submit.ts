// tests/support/given-submit.ts
import {
  CheckoutInput,
  type SubmitPayment,
  SubmitPaymentInput,
} from '@/lib/sales/submit-payment.schema'

export const CARDS = {
  approved: '4024007153721930',
  refused: '4024007150475142',
  blocked: '4024007150237575',
} as const

export const givenBody = (number: string = CARDS.approved, more: object = {}) => ({
  customer: {
    name: 'Beatriz Nogueira Prado',
    email: 'beatriz@example.com',
    phone: '(11) 95555-0142',
    document: '900.100.200-55',
  },
  payment: {
    method: 'card',
    installments: 3,
    card: { number, holder: 'BEATRIZ N PRADO', expMonth: 8, expYear: 2029, cvv: '123' },
  },
  tracking: { utm_source: 'instagram' },
  ...more,
})

/** A request of the REST API. */
export const givenApiSubmit = (
  idempotencyKey: string,
  offerCode: string,
  number?: string,
  more: object = {},
): SubmitPayment => ({
  ...SubmitPaymentInput.parse({ ...givenBody(number), offerCode, ...more }),
  source: 'api',
  submitId: null,
  idempotencyKey,
})

/** A click on the offer page. */
export function givenClick(
  checkout: string,
  click: string,
  offerCode: string,
  number?: string,
): SubmitPayment {
  const names = { checkoutId: checkout.padEnd(20, '0'), submitId: click.padEnd(20, '0') }
  const { checkoutId, ...rest } = CheckoutInput.parse({ ...givenBody(number), ...names })
  return { ...rest, asked: { offerCode }, source: 'checkout', idempotencyKey: checkoutId }
}
