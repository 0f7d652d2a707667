// lib/payments/decline.ts
import type { OwnCode } from './acquirer'
import { findBrandCode } from './brand-codes'
import type { RefusalReason } from './outcome'
import { acquirers } from './registry'

/** What the buyer can do about it: one sentence each in the interface, `checkout.refusals`. */
export const REFUSAL_CLASSES = [
  'insufficient_funds',
  'card_data',
  'security_code',
  'expired',
  'locked',
  'issuer_declined',
  'not_permitted',
  'card_unusable',
  'installments',
  'unavailable',
  'shop_setup',
  'retry_limit',
] as const
export type RefusalClass = (typeof REFUSAL_CLASSES)[number]

/** Suspected fraud, loss and theft are never told to the buyer. */
export const CLASS_OF_REASON: Readonly<Record<RefusalReason, RefusalClass>> = {
  insufficient_funds: 'insufficient_funds',
  card_data_wrong: 'card_data',
  security_code_wrong: 'security_code',
  card_expired: 'expired',
  card_locked: 'locked',
  card_blocked: 'card_unusable',
  suspected_fraud: 'issuer_declined',
  issuer_declined: 'issuer_declined',
  unspecified: 'issuer_declined',
  unlisted: 'issuer_declined',
  authentication_failed: 'issuer_declined',
  not_allowed_for_card: 'not_permitted',
  brand_unsupported: 'not_permitted',
  do_not_retry: 'card_unusable',
  recurrence_stopped: 'card_unusable',
  installments_wrong: 'installments',
  issuer_unavailable: 'unavailable',
  acquirer_unavailable: 'unavailable',
  try_later: 'unavailable',
  acquirer_misconfigured: 'shop_setup',
  amount_wrong: 'shop_setup',
  not_processed: 'shop_setup',
  too_many_tries: 'retry_limit',
}

type Texts = { readonly 'pt-BR': string; readonly en: string }
export type DeclineLocale = keyof Texts

/** `venda.lrOrientacao` where the acquirer's own list has no sentence for the code. */
const GUIDANCE: Readonly<Record<RefusalClass, Texts>> = {
  insufficient_funds: {
    'pt-BR': 'O limite ou o saldo não foi suficiente. Use outro cartão ou fale com o seu banco.',
    en: 'The limit or balance was not enough. Use another card or talk to your bank.',
  },
  card_data: {
    'pt-BR': 'Confira os dados do cartão e tente de novo.',
    en: 'Check the card details and try again.',
  },
  security_code: {
    'pt-BR': 'Confira o código de segurança do cartão e tente de novo.',
    en: 'Check the security code of the card and try again.',
  },
  expired: {
    'pt-BR': 'Confira a validade: o cartão parece estar vencido. Se for o caso, use outro cartão.',
    en: 'Check the expiry date: the card seems to have expired. If it has, use another card.',
  },
  locked: {
    'pt-BR':
      'Desbloqueie o cartão no aplicativo do seu banco e tente de novo, ou use outro cartão.',
    en: 'Unlock the card in the app of your bank and try again, or use another card.',
  },
  issuer_declined: {
    'pt-BR': 'Fale com o banco emissor do seu cartão ou pague com outro cartão.',
    en: 'Talk to the bank that issued your card, or pay with another card.',
  },
  not_permitted: {
    'pt-BR': 'Este cartão não aceita esta compra. Fale com o seu banco ou use outro cartão.',
    en: 'This card does not accept this purchase. Talk to your bank or use another card.',
  },
  card_unusable: {
    'pt-BR': 'Não foi possível aprovar com este cartão. Use outro cartão.',
    en: 'This card could not be approved. Use another card.',
  },
  installments: {
    'pt-BR': 'Escolha outro número de parcelas. Se o erro continuar, fale com a loja.',
    en: 'Choose another number of instalments. If it goes on, talk to the shop.',
  },
  unavailable: {
    'pt-BR': 'Não foi possível concluir agora. Tente de novo mais tarde.',
    en: 'It could not be completed now. Try again later.',
  },
  shop_setup: {
    'pt-BR': 'Não foi possível concluir. Fale com a loja.',
    en: 'It could not be completed. Talk to the shop.',
  },
  retry_limit: {
    'pt-BR': 'Este cartão já foi tentado várias vezes. Use outro cartão.',
    en: 'This card was tried several times already. Use another card.',
  },
}

const CONFIRMING: Texts = {
  'pt-BR': 'Estamos confirmando o seu pagamento. Não pague de novo; avisaremos você.',
  en: 'We are confirming your payment. Do not pay again; we will let you know.',
}
const APPROVED: Texts = { 'pt-BR': 'Pagamento aprovado.', en: 'Payment approved.' }

type Asked = {
  readonly acquirer: string
  /** `attempt.lr`. */
  readonly code: string
  readonly brand: string | null
  /** `attempt.returnCode`: where it differs from `code`, `code` is the brand's. */
  readonly returnCode?: string | null
  readonly locale?: DeclineLocale
}

export type Decline = {
  readonly code: string
  readonly description: string | null
  readonly guidance: string | null
  /** Null when the code tells an approval, or that nobody knows yet. */
  readonly class: RefusalClass | null
  /** By the brand's own table; null where the brand has no row for the code. */
  readonly reversible: boolean | null
}

const UNLISTED: OwnCode = {
  description: { 'pt-BR': 'Código sem descrição', en: 'Code without a description' },
  guidance: null,
  meaning: 'unlisted',
}

/** What a code says, to the producer (description) and to the buyer (guidance, class). */
export function describeDecline({
  acquirer,
  code,
  brand,
  returnCode = code,
  locale = 'pt-BR',
}: Asked): Decline {
  const known = Object.values(acquirers).find((each) => each.code === acquirer)
  const own = known?.readCode(returnCode ?? code, brand, code) ?? UNLISTED
  const brandIsRead = code !== returnCode || known?.codesAreOfTheBrand === true
  const denied = own.meaning !== 'approved' && own.meaning !== 'silent'
  const row = denied && brandIsRead ? findBrandCode(brand, code) : null
  const byBrand = locale === 'en' ? row?.meaning_en : row?.meaning_pt
  const reversible = row === null ? null : row.reversible === 'yes'
  const description = byBrand ?? own.description[locale]
  if (own.meaning === 'approved') {
    return { code, description, guidance: APPROVED[locale], class: null, reversible }
  }
  if (own.meaning === 'silent') {
    return { code, description, guidance: CONFIRMING[locale], class: null, reversible }
  }
  const klass = CLASS_OF_REASON[own.meaning]
  const ownWords = locale === 'pt-BR' && row === null ? own.guidance : null
  return {
    code,
    description,
    guidance: ownWords ?? GUIDANCE[klass][locale],
    class: klass,
    reversible,
  }
}
