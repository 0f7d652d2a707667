// lib/notifications/refusal-words.ts

/** What banks say in many ways, as a predicate a buyer understands. Never their own words. */
const WORDS: readonly (readonly [said: RegExp, predicate: string])[] = [
  [/saldo|limite|insufficient|funds|no_funds/i, 'foi recusado por falta de limite'],
  [/expirad|vencid|expired|validade/i, 'foi recusado porque o cartão está vencido'],
  [/cvv|seguran[çc]a do cart|security code/i, 'foi recusado por causa do código de segurança'],
  [/inv[áa]lid|invalid|incorret|dados do cart/i, 'foi recusado por causa dos dados do cartão'],
  [/indispon|fora do ar|timeout|unavailable/i, 'não foi concluído porque o banco não respondeu'],
]

const UNTOLD = 'não foi autorizado pelo banco'

export const refusalSentence = (said: string | null): string =>
  WORDS.find(([pattern]) => said !== null && pattern.test(said))?.[1] ?? UNTOLD
