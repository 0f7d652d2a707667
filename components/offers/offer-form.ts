// components/offers/offer-form.ts
import { formatDecimal, readReais } from '@/lib/kernel/money'
import type { OfferFieldName, OfferFields } from '@/lib/offers/offer-fields'
import type { OfferEditorView } from '@/lib/offers/views'

export type FieldName = OfferFieldName

/** What stands in the controls, as typed: `197,00` and `2,49`. */
export type OfferForm = Readonly<Record<TypedName, string>>
export type TypedName = (typeof TABS)[TabName][number]

const comma = (amount: OfferFields['price'] | null) =>
  amount === null ? '' : formatDecimal(amount).replace('.', ',')

export const toForm = (fields: OfferEditorView['fields']): OfferForm => ({
  title: fields.title,
  description: fields.description,
  language: fields.language,
  price: comma(fields.price),
  maxInstallments: String(fields.maxInstallments),
  // Two places of a percentage are basis points, as two places of a real are centavos.
  interestBasisPoints: comma(fields.interestBasisPoints as OfferFields['price']),
  minInstallment: comma(fields.minInstallment),
  captureMode: fields.captureMode,
  methods: fields.methods.join(' '),
  pixMinutes: String(fields.pixMinutes),
  boletoDays: String(fields.boletoDays),
  guaranteeDays: String(fields.guaranteeDays),
  brandHue: String(fields.brandHue),
  statementName: fields.statementName,
  supportEmail: fields.supportEmail ?? '',
  accessUrl: fields.accessUrl ?? '',
  bellUrl: fields.bellUrl ?? '',
})

/** As the action takes it. What is no number stays none: the server says so, field by field. */
export const fromForm = (form: OfferForm): Readonly<Record<TypedName, unknown>> => ({
  ...form,
  price: readReais(form.price),
  maxInstallments: Number(form.maxInstallments),
  interestBasisPoints: readReais(form.interestBasisPoints),
  minInstallment: readReais(form.minInstallment),
  methods: form.methods.split(' ').filter((method) => method !== ''),
  pixMinutes: Number(form.pixMinutes),
  boletoDays: Number(form.boletoDays),
  guaranteeDays: Number(form.guaranteeDays),
  brandHue: Number(form.brandHue),
})

export const TABS = {
  offer: ['title', 'description', 'language', 'guaranteeDays', 'brandHue'],
  payment: [
    'price',
    'maxInstallments',
    'interestBasisPoints',
    'minInstallment',
    'methods',
    'pixMinutes',
    'boletoDays',
    'captureMode',
    'statementName',
  ],
  delivery: ['supportEmail', 'accessUrl', 'bellUrl'],
} as const satisfies Readonly<Record<string, readonly FieldName[]>>
export type TabName = keyof typeof TABS
