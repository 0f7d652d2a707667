// components/checkout/checkout-values.ts

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

/** In the order they stand on the page, which is the order of the error summary. */
export const CHECKOUT_FIELDS: readonly CheckoutField[] = [
  'name',
  'email',
  'phone',
  'document',
  'number',
  'expiry',
  'cvv',
  'holder',
]

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
