// lib/payments/describe-avoided.ts
import { CARD_BRANDS, type CardBrand } from '@/lib/kernel/card-brand'
import { findAdvice } from './brand-codes'
import { decide } from './decisions'
import { type Fee, feeOf } from './programme-fees'
import { GUIDANCE, type RefusalClass, type Texts } from './refusal-classes'
import { acquirers } from './registry'
import { lengthOf } from './retry'

type Asked = {
  /** `attempt.avoided`. */
  readonly rule: string
  readonly acquirer: string
  readonly brand: string | null
}

/** Why a card was not sent, to the producer; and what its buyer can do about it. */
export type AvoidedView = {
  readonly rule: string
  readonly text: Texts
  /** The same as a sentence of its own, for a list of nothing else. */
  readonly why: Texts
  readonly class: RefusalClass
  /** To the buyer. */
  readonly guidance: Texts
  /** What its brand charges for a repetition like it; null where no sum is published. */
  readonly fee: Fee | null
}

const WINDOWS: Readonly<Record<string, Texts>> = {
  '24h': { 'pt-BR': 'em 24 horas', en: 'in 24 hours' },
  '16d': { 'pt-BR': 'em 16 dias', en: 'in 16 days' },
  '30d': { 'pt-BR': 'em 30 dias', en: 'in 30 days' },
  calendar_month: { 'pt-BR': 'no mesmo mês', en: 'in one month' },
}

type Said = { readonly text: Texts; readonly class: RefusalClass }

export function describeAvoided(asked: Asked): AvoidedView {
  const { rule } = asked
  const said = limit(asked) ?? late(asked) ?? advice(asked) ?? code(asked) ?? other
  const why = { 'pt-BR': alone(said.text['pt-BR']), en: alone(said.text.en) }
  return { rule, ...said, why, guidance: GUIDANCE[said.class], fee: feeOf(rule) }
}

/** `Não enviado: a Visa proíbe…` without its beginning. */
function alone(text: string): string {
  const why = text.slice(text.indexOf(': ') + 2)
  return why.charAt(0).toUpperCase() + why.slice(1)
}

const other: Said = {
  text: {
    'pt-BR': 'Não enviado: uma regra da bandeira proíbe repetir este cartão.',
    en: 'Not sent: a rule of the brand forbids repeating this card.',
  },
  class: 'retry_limit',
}

const brandLabel = (brand: string) => CARD_BRANDS[brand as CardBrand]?.label ?? brand
const acquirerLabel = (code: string) =>
  Object.values(acquirers).find((each) => each.code === code)?.label ?? code

/** `visa_20_in_30d`; and `cielo_lr_4_in_16d`, which is the acquirer's own advice. */
function limit({ rule, acquirer }: Asked): Said | null {
  const [, who, max, window = ''] = /^(\w+?)_(\d+)_in_(\w+)$/.exec(rule) ?? []
  const length = WINDOWS[window]
  if (who === undefined || length === undefined) return null
  const own = who.endsWith('_lr')
  const pt = own
    ? `a ${acquirerLabel(acquirer)} aceita até ${max} tentativas do mesmo cartão ${length['pt-BR']} depois desta recusa`
    : `a ${brandLabel(who)} cobra por mais de ${max} tentativas do mesmo cartão ${length['pt-BR']}`
  const en = own
    ? `${acquirerLabel(acquirer)} takes up to ${max} tries of one card ${length.en} after this refusal`
    : `${brandLabel(who)} charges for more than ${max} tries of one card ${length.en}`
  return { text: { 'pt-BR': `Não enviado: ${pt}.`, en: `Not sent: ${en}.` }, class: 'retry_limit' }
}

/** `visa_after_30d`. */
function late({ rule }: Asked): Said | null {
  const [, brand, days] = /^(\w+?)_after_(\d+)d$/.exec(rule) ?? []
  if (brand === undefined) return null
  const label = brandLabel(brand)
  return {
    text: {
      'pt-BR': `Não enviado: a ${label} cobra cada repetição da mesma venda depois de ${days} dias da primeira tentativa.`,
      en: `Not sent: ${label} charges every repetition of a sale later than ${days} days after its first try.`,
    },
    class: 'retry_limit',
  }
}

/** `mastercard_mac_03`: never again, or not before a time. */
function advice({ rule }: Asked): Said | null {
  const mac = /^mastercard_mac_(\w+)$/.exec(rule)?.[1]
  const row = findAdvice('mastercard', mac ?? null)
  if (row === null) return null
  const hours = lengthOf(row.min_wait) / 3_600_000
  const label = brandLabel('mastercard')
  if (hours === 0) {
    const { meaning_pt: pt, meaning_en: en } = row
    return {
      text: {
        'pt-BR': `Não enviado: a ${label} pediu para não repetir este cartão (aviso ${row.mac}: ${pt}).`,
        en: `Not sent: ${label} asked not to repeat this card (advice ${row.mac}: ${en}).`,
      },
      class: row.retry === 'after_update' ? 'card_data' : 'card_unusable',
    }
  }
  return {
    text: {
      'pt-BR': `Não enviado: a ${label} pediu para esperar ${inWords(hours, 'hora', 'dia')} antes de repetir este cartão (aviso ${row.mac}).`,
      en: `Not sent: ${label} asked to wait ${inWords(hours, 'hour', 'day')} before repeating this card (advice ${row.mac}).`,
    },
    class: 'retry_limit',
  }
}

const inWords = (hours: number, hour: string, day: string) =>
  hours % 24 === 0 && hours > 24
    ? `${hours / 24} ${day}s`
    : `${hours} ${hours === 1 ? hour : `${hour}s`}`

/** `visa_irreversible_54`, or `acquirer_84` of a list of the acquirer's own. */
function code({ rule, acquirer, brand }: Asked): Said | null {
  const [, of, said] = /^(\w+?)_(?:irreversible_)?(\w+)$/.exec(rule) ?? []
  if (of === undefined || said === undefined) return null
  const own = of === 'acquirer'
  const first = Object.values(acquirers).find((each) => each.codesAreOfTheBrand)
  // A brand's code is read where its codes are the acquirer's own, whoever passed it on.
  const decided = own
    ? decide({ acquirer, brand, code: said })
    : decide({ acquirer: first?.code ?? acquirer, brand: of, code: said })
  if (!decided.listed) return null
  const by = own ? acquirerLabel(acquirer) : brandLabel(of)
  return {
    text: {
      'pt-BR': `Não enviado: a ${by} proíbe repetir estes dados depois do código ${said} (${decided.description['pt-BR']}).`,
      en: `Not sent: ${by} forbids repeating these data after code ${said} (${decided.description.en}).`,
    },
    class: decided.class ?? 'retry_limit',
  }
}
