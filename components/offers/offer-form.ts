// components/offers/offer-form.ts
import type { Bump, Commission, Plan, Upsell } from '@/db/schema/offer-content'
import { instantOf, localTimeOf } from '@/lib/kernel/calendar'
import { type Centavos, formatDecimal, readReais } from '@/lib/kernel/money'
import type { OfferEditorView } from '@/lib/offers/editor-view'
import type { OfferFieldName, OfferFields } from '@/lib/offers/offer-fields'

type Words<Of, Names extends keyof Of> = Omit<Of, Names> & { [Name in Names]: string }

export type TypedPlan = Words<Plan, 'charges' | 'trialDays' | 'startsOn'>
export type TypedBump = Words<Bump, 'price'>
export type TypedUpsell = Words<Upsell, 'price'>
export type TypedCommission = Words<Commission, 'value' | 'perLead'>

type Typed = {
  readonly [Name in
    | 'price'
    | 'maxInstallments'
    | 'interestBasisPoints'
    | 'minInstallment'
    | 'pixMinutes'
    | 'boletoDays'
    | 'guaranteeDays'
    | 'brandHue'
    | 'supportEmail'
    | 'accessUrl'
    | 'bellUrl'
    | 'startsAt'
    | 'endsAt'
    | 'salesLimit']: string
} & {
  /** Kept while the offer is sold once, in case it becomes a plan again. */
  readonly plan: TypedPlan
  readonly bumps: readonly TypedBump[]
  readonly upsell: TypedUpsell | null
  readonly commission: TypedCommission | null
  readonly trackers: {
    readonly ga4: string
    readonly metaPixel: string
    readonly googleAds: string
  }
}

/** What stands in the controls, as typed: `197,00`, `2,49`, `2026-12-01T20:00` on São Paulo's clocks. */
export type OfferForm = Omit<OfferFields, keyof Typed> & Typed

const MONTHLY: TypedPlan = { every: 'monthly', charges: '', trialDays: '0', startsOn: '' }
export const NO_COMMISSION: TypedCommission = { kind: 'percent', value: '30', perLead: '0,00' }

export const comma = (amount: Centavos | null) =>
  amount === null ? '' : formatDecimal(amount).replace('.', ',')

/** Two places of a percentage are basis points, as two places of a real are centavos. */
const rate = (basisPoints: number) => comma(basisPoints as Centavos)

/** `2026-12-01T20:00` on the clocks of São Paulo, as a control of date and hour takes it. */
const wallMinute = (at: string | null) =>
  at === null ? '' : localTimeOf(new Date(at)).slice(0, 16)

export const toForm = (fields: OfferEditorView['fields']): OfferForm => ({
  ...fields,
  price: comma(fields.price),
  maxInstallments: String(fields.maxInstallments),
  interestBasisPoints: rate(fields.interestBasisPoints),
  minInstallment: comma(fields.minInstallment),
  pixMinutes: String(fields.pixMinutes),
  boletoDays: String(fields.boletoDays),
  guaranteeDays: String(fields.guaranteeDays),
  brandHue: String(fields.brandHue),
  supportEmail: fields.supportEmail ?? '',
  accessUrl: fields.accessUrl ?? '',
  bellUrl: fields.bellUrl ?? '',
  startsAt: wallMinute(fields.startsAt),
  endsAt: wallMinute(fields.endsAt),
  salesLimit: fields.salesLimit === null ? '' : String(fields.salesLimit),
  plan: fields.plan === null ? MONTHLY : typedPlan(fields.plan),
  bumps: fields.bumps.map((bump) => ({ ...bump, price: comma(bump.price) })),
  upsell: fields.upsell && { ...fields.upsell, price: comma(fields.upsell.price) },
  commission: fields.commission && {
    kind: fields.commission.kind,
    value: comma(fields.commission.value as Centavos),
    perLead: comma(fields.commission.perLead),
  },
  trackers: {
    ga4: fields.trackers?.ga4 ?? '',
    metaPixel: fields.trackers?.metaPixel ?? '',
    googleAds: fields.trackers?.googleAds ?? '',
  },
})

const typedPlan = ({ every, charges, trialDays, startsOn }: Plan): TypedPlan => ({
  every,
  charges: charges === null ? '' : String(charges),
  trialDays: String(trialDays),
  startsOn: startsOn ?? '',
})

// What is no number stays the text it is: the server says so, field by field.
const whole = (text: string) => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : text)
const money = (text: string) => readReais(text) ?? text
const orNull = <T>(text: string, read: (text: string) => T) =>
  text.trim() === '' ? null : read(text)
const moment = (text: string) => instantOf(text)?.toISOString() ?? text

/** As the action takes it. */
export const fromForm = (form: OfferForm): Readonly<Record<OfferFieldName, unknown>> => ({
  ...form,
  price: money(form.price),
  // A plan is charged at once, period by period.
  maxInstallments: form.kind === 'recurring' ? 1 : whole(form.maxInstallments),
  interestBasisPoints: money(form.interestBasisPoints),
  minInstallment: money(form.minInstallment),
  pixMinutes: whole(form.pixMinutes),
  boletoDays: whole(form.boletoDays),
  guaranteeDays: whole(form.guaranteeDays),
  brandHue: whole(form.brandHue),
  startsAt: orNull(form.startsAt, moment),
  endsAt: orNull(form.endsAt, moment),
  salesLimit: orNull(form.salesLimit, whole),
  plan: form.kind === 'recurring' ? fromPlan(form.plan) : null,
  bumps: form.bumps.map((bump) => ({ ...bump, price: money(bump.price) })),
  upsell: form.upsell && { ...form.upsell, price: orNull(form.upsell.price, money) },
  commission: form.commission && {
    kind: form.commission.kind,
    value: money(form.commission.value),
    perLead: money(form.commission.perLead || '0'),
  },
  trackers: Object.values(form.trackers).every((id) => id.trim() === '') ? null : form.trackers,
})

const fromPlan = ({ every, charges, trialDays, startsOn }: TypedPlan) => ({
  every,
  charges: orNull(charges, whole),
  trialDays: whole(trialDays || '0'),
  startsOn,
})
