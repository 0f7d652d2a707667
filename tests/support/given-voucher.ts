// tests/support/given-voucher.ts
import {
  CheckoutInput,
  type SubmitPayment,
  SubmitPaymentInput,
} from '@/lib/sales/submit-payment.schema'
import { givenBody } from './given-submit'

export type Method = 'pix' | 'boleto'

/** A click that asks for a Pix or a boleto on the offer page. */
export function givenVoucherClick(
  checkout: string,
  click: string,
  offerCode: string,
  method: Method = 'pix',
): SubmitPayment {
  const names = { checkoutId: checkout.padEnd(20, '0'), submitId: click.padEnd(20, '0') }
  const body = { ...givenBody(), payment: { method }, ...names }
  const { checkoutId, ...rest } = CheckoutInput.parse(body)
  return { ...rest, asked: { offerCode }, source: 'checkout', idempotencyKey: checkoutId }
}

/** The same of the REST API. */
export const givenVoucherSubmit = (
  idempotencyKey: string,
  offerCode: string,
  method: Method = 'pix',
): SubmitPayment => ({
  ...SubmitPaymentInput.parse({ ...givenBody(), payment: { method }, offerCode }),
  source: 'api',
  submitId: null,
  idempotencyKey,
})
