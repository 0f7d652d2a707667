// components/checkout/checkout-values.ts
import type { PaymentMethod } from '@/db/schema/payments'

/** Everything that is typed, as it is shown. It lives in the memory of the page and nowhere else. */
export type CheckoutValues = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly document: string
  readonly number: string
  readonly expiry: string
  readonly cvv: string
  readonly holder: string
  readonly installments: string
}

export type CheckoutField = Exclude<keyof CheckoutValues, 'installments'>

export const BUYER_FIELDS: readonly CheckoutField[] = ['name', 'email', 'phone', 'document']
const CARD_FIELDS: readonly CheckoutField[] = ['number', 'expiry', 'cvv', 'holder']

/** In the order they stand on the page, which is the order of the error summary. */
export const CHECKOUT_FIELDS = [...BUYER_FIELDS, ...CARD_FIELDS]

/** A Pix and a boleto ask for nothing but who pays. */
export const fieldsFor = (method: PaymentMethod) =>
  method === 'card' ? CHECKOUT_FIELDS : BUYER_FIELDS

export const NOTHING_TYPED: CheckoutValues = {
  name: '',
  email: '',
  phone: '',
  document: '',
  number: '',
  expiry: '',
  cvv: '',
  holder: '',
  installments: '1',
}
