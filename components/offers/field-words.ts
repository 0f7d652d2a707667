// components/offers/field-words.ts
'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localTimeOf } from '@/lib/kernel/calendar'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { OfferFieldName, OfferFields } from '@/lib/offers/offer-fields'
import { plainText } from './plain-text'

const LONG = 90

/** The small words everything is said with. */
function useSaying() {
  const t = useTranslations('offers.words')
  const field = useTranslations('offers.field')
  const locale = useLocale()
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
  const list = new Intl.ListFormat(locale, { style: 'short', type: 'conjunction' })

  const text = (value: string | null) => {
    const plain = (value ?? '').trim()
    if (plain === '') return t('empty')
    return plain.length > LONG
      ? t('said', { text: `${plain.slice(0, LONG)}…` })
      : t('said', { text: plain })
  }
  const reais = (amount: Centavos | null) => (amount === null ? t('none') : formatReais(amount))
  const onOff = (on: boolean) => t(on ? 'on' : 'off')
  const names = (all: readonly string[]) => (all.length === 0 ? t('none') : list.format([...all]))
  const when = (at: string | null) => {
    if (at === null) return t('noDate')
    const [, year, month, day, hour] =
      /^(\d+)-(\d+)-(\d+)T(\d\d:\d\d)/.exec(localTimeOf(new Date(at))) ?? []
    return `${day}/${month}/${year} ${hour}`
  }

  return { t, field, percent, text, reais, onOff, names, when }
}
type Saying = ReturnType<typeof useSaying>

type Words = { readonly [Name in OfferFieldName]: (value: OfferFields[Name]) => string }

const pageWords = ({ t, field, text, onOff, names, when }: Saying) =>
  ({
    title: text,
    subtitle: text,
    description: (html) => text(plainText(html)),
    logoId: (id) => t(id === null ? 'none' : 'picture'),
    gallery: (all) => t('pictures', { count: all.length }),
    testimonials: (all) => names(all.map(({ name }) => name)),
    video: (video) => text(video?.address ?? ''),
    questions: (all) => t('questions', { count: all.length }),
    about: (about) => text(about?.name ?? ''),
    blocks: (all) => names(all.filter(({ on }) => on).map(({ kind }) => t(`block.${kind}`))),
    leadForm: (form) => text(form?.title ?? ''),
    takesCoupons: onOff,
    language: (language) => field(`language.${language}`),
    supportEmail: text,
    accessUrl: text,
    bellUrl: text,
    trackers: (all) => names(Object.values(all ?? {}).filter((each) => each !== null)),
    startsAt: when,
    endsAt: when,
    beforeText: text,
    afterText: text,
    showsCountdown: onOff,
    salesLimit: (limit) => (limit === null ? t('noLimit') : t('sales', { count: limit })),
    showsPlacesLeft: onOff,
    soldOutText: text,
  }) satisfies Partial<Words>

const paymentWords = ({ t, field, percent, text, reais, names }: Saying) =>
  ({
    kind: (kind) => t(`kind.${kind}`),
    plan: (plan) =>
      plan === null
        ? t('none')
        : t('plan', {
            every: t(`period.${plan.every}`),
            charges: plan.charges ?? 0,
            trial: plan.trialDays,
          }),
    price: reais,
    maxInstallments: (count) => t('upTo', { count }),
    interestBy: (by) => t(`interestBy.${by}`),
    interestBasisPoints: (rate) => percent.format(rate / 10_000),
    minInstallment: reais,
    captureMode: (mode) => field(`captureMode.${mode}`),
    methods: (all) => names(all.map((method) => field(`methods.${method}`))),
    pixMinutes: (count) => t('minutes', { count }),
    boletoDays: (count) => t('days', { count }),
    guaranteeDays: (count) => t('days', { count }),
    brandHue: (hue) => t('hue', { hue }),
    statementName: text,
    bumps: (all) => names(all.map(({ title, price }) => `${title} (${formatReais(price)})`)),
    upsell: (upsell) => (upsell === null ? t('none') : t('upsell', { title: upsell.title || '–' })),
    commission: (of) =>
      of === null
        ? t('none')
        : t('commission', {
            sale:
              of.kind === 'percent'
                ? percent.format(of.value / 10_000)
                : formatReais(of.value as Centavos),
            lead: formatReais(of.perLead),
          }),
  }) satisfies Partial<Words>

/** A value of a field as a person would say it, in a line. */
export function useFieldWords() {
  const saying = useSaying()
  const words: Words = { ...pageWords(saying), ...paymentWords(saying) }
  return (name: OfferFieldName, fields: Partial<OfferFields>): string => {
    const value = fields[name]
    return value === undefined ? saying.t('none') : words[name](value as never)
  }
}
