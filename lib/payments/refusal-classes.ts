// lib/payments/refusal-classes.ts
import type { RefusalReason } from './outcome'

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

export type Texts = { readonly 'pt-BR': string; readonly en: string }

/** `venda.lrOrientacao` where the acquirer's own list has no sentence for the code. */
export const GUIDANCE: Readonly<Record<RefusalClass, Texts>> = {
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
    'pt-BR': 'Este cartão já foi tentado várias vezes. Use outro cartão ou pague com Pix.',
    en: 'This card was tried several times already. Use another card or pay with Pix.',
  },
}

export const CONFIRMING: Texts = {
  'pt-BR': 'Estamos confirmando o seu pagamento. Não pague de novo; avisaremos você.',
  en: 'We are confirming your payment. Do not pay again; we will let you know.',
}
export const APPROVED: Texts = { 'pt-BR': 'Pagamento aprovado.', en: 'Payment approved.' }

/** To the producer, behind what the code says: what can be done about it, and by whom. */
export const WHAT_TO_DO: Readonly<Record<RefusalReason, Texts>> = {
  insufficient_funds: {
    'pt-BR': 'Só outro cartão, Pix ou mais limite resolve.',
    en: 'Only another card, Pix or more limit helps.',
  },
  card_data_wrong: {
    'pt-BR': 'O comprador precisa conferir o que digitou.',
    en: 'The buyer has to check what was typed.',
  },
  security_code_wrong: {
    'pt-BR': 'O comprador precisa digitar o código de segurança de novo.',
    en: 'The buyer has to type the security code again.',
  },
  card_expired: {
    'pt-BR': 'O comprador precisa conferir a validade ou usar outro cartão.',
    en: 'The buyer has to check the expiry date or use another card.',
  },
  card_locked: {
    'pt-BR': 'O comprador desbloqueia o cartão no aplicativo do banco e tenta de novo.',
    en: 'The buyer unlocks the card in the bank’s app and tries again.',
  },
  card_blocked: {
    'pt-BR': 'Este cartão não volta a funcionar. O comprador precisa de outro.',
    en: 'This card will not work again. The buyer needs another one.',
  },
  suspected_fraud: {
    'pt-BR': 'Não insista: o banco desconfia. Ao comprador dizemos só que o banco não aprovou.',
    en: 'Do not insist: the bank suspects fraud. The buyer is only told that the bank did not approve.',
  },
  issuer_declined: {
    'pt-BR': 'O comprador precisa falar com o banco ou usar outro cartão.',
    en: 'The buyer has to talk to the bank or use another card.',
  },
  not_allowed_for_card: {
    'pt-BR': 'Este cartão não serve para esta compra. O comprador precisa de outro.',
    en: 'This card cannot buy this. The buyer needs another one.',
  },
  brand_unsupported: {
    'pt-BR': 'Esta adquirente não aceita a bandeira. A outra é tentada na hora.',
    en: 'This acquirer does not take the brand. The other one is tried at once.',
  },
  authentication_failed: {
    'pt-BR': 'O comprador não concluiu a confirmação de identidade do banco.',
    en: 'The buyer did not complete the bank’s identity check.',
  },
  amount_wrong: {
    'pt-BR': 'O valor não é aceito neste cartão. Veja o preço e as parcelas da oferta.',
    en: 'The amount is not accepted on this card. Look at the price and instalments of the offer.',
  },
  installments_wrong: {
    'pt-BR': 'O número de parcelas não é aceito. O comprador pode escolher outro.',
    en: 'The number of instalments is not accepted. The buyer can choose another one.',
  },
  too_many_tries: {
    'pt-BR': 'O cartão passou do número de tentativas. Vale esperar ou usar outro.',
    en: 'The card went over its number of tries. Wait, or use another one.',
  },
  do_not_retry: {
    'pt-BR': 'A bandeira proíbe repetir este cartão. O comprador precisa de outro.',
    en: 'The brand forbids repeating this card. The buyer needs another one.',
  },
  recurrence_stopped: {
    'pt-BR': 'O portador encerrou a cobrança no banco. Não cobre de novo neste cartão.',
    en: 'The holder ended the charge at the bank. Do not charge this card again.',
  },
  unspecified: {
    'pt-BR': 'O banco não disse o motivo. A outra adquirente é tentada uma vez.',
    en: 'The bank gave no reason. The other acquirer is tried once.',
  },
  issuer_unavailable: {
    'pt-BR': 'O banco do cartão não respondeu. A outra adquirente é tentada uma vez.',
    en: 'The card’s bank did not answer. The other acquirer is tried once.',
  },
  acquirer_unavailable: {
    'pt-BR': 'A falha é da adquirente. A outra é tentada uma vez.',
    en: 'The fault is the acquirer’s. The other one is tried once.',
  },
  acquirer_misconfigured: {
    'pt-BR': 'Confira o cadastro da loja com a adquirente: outras vendas terão o mesmo problema.',
    en: 'Check the shop’s registration with the acquirer: other sales will meet the same problem.',
  },
  not_processed: {
    'pt-BR': 'A operação não foi aceita como enviada. Se continuar, fale com o suporte.',
    en: 'The operation was not accepted as it was sent. If it goes on, talk to support.',
  },
  try_later: {
    'pt-BR': 'Vale tentar mais tarde; outra adquirente não seria mais rápida.',
    en: 'Try again later; another acquirer would not be sooner.',
  },
  unlisted: {
    'pt-BR': 'Este código não está em nenhuma lista que conhecemos. Avise o suporte.',
    en: 'This code is in none of the lists we know. Tell support.',
  },
}
