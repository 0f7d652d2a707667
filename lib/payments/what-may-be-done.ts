// lib/payments/what-may-be-done.ts
import { localDateOf } from '@/lib/kernel/calendar'
import type { Centavos } from '@/lib/kernel/money'
import { keepingRulesOf } from './acquirers/keeping-rules'
import type { Words } from './explain-refusal'
import { labelOf } from './labels'
import type { Attempt } from './open-operation'
import { leftOf } from './refund-attempt'

type No = { readonly ok: false; readonly why: Words }

export type MayBeDone = {
  readonly capture: { readonly ok: true; readonly amount: Centavos; readonly note: Words } | No
  readonly cancel: { readonly ok: true; readonly amount: Centavos; readonly note: Words } | No
  readonly refund:
    | { readonly ok: true; readonly upTo: Centavos; readonly until: string; readonly note: Words }
    | No
}

type Judged = Pick<
  Attempt,
  | 'acquirer'
  | 'method'
  | 'status'
  | 'amount'
  | 'installments'
  | 'captureBy'
  | 'capturedAmount'
  | 'refundedAmount'
  | 'refundingAmount'
  | 'createdAt'
  | 'movedAt'
>

const DAY_MS = 24 * 60 * 60_000

/** What the buttons of a sale may do now; where they may not, why, in its acquirer's own terms. */
export function whatMayBeDone(attempt: Judged, now: Date): MayBeDone {
  return {
    capture: mayCapture(attempt, now),
    cancel: mayCancel(attempt),
    refund: mayRefund(attempt, now),
  }
}

const no = (why: Words): No => ({ ok: false, why })
const nameOf = ({ acquirer }: Judged) => labelOf(acquirer) ?? acquirer

function mayCapture(attempt: Judged, now: Date): MayBeDone['capture'] {
  const label = nameOf(attempt)
  if (attempt.status !== 'authorized') return no(NOT_HELD)
  if (attempt.captureBy !== null && attempt.captureBy <= now) return no(TOO_LATE(label))
  return { ok: true, amount: attempt.amount, note: CAPTURE_ONCE(label) }
}

function mayCancel(attempt: Judged): MayBeDone['cancel'] {
  if (attempt.status === 'captured') return no(CAPTURED_IS_REFUNDED)
  if (attempt.status !== 'authorized') return no(NOT_HELD)
  return { ok: true, amount: attempt.amount, note: WHOLE_BEFORE_CAPTURE(nameOf(attempt)) }
}

function mayRefund(attempt: Judged, now: Date): MayBeDone['refund'] {
  const label = nameOf(attempt)
  const rules = keepingRulesOf(attempt.acquirer)
  if (attempt.status === 'authorized') return no(NOT_CAPTURED(label))
  if (attempt.status === 'refunded') return no(ALL_BACK)
  if (attempt.status !== 'captured') return no(NOTHING_PAID)
  if (!rules.refunds.includes(attempt.method)) return no(BOLETO_BY_HAND)
  const upTo = leftOf(attempt)
  if (upTo <= 0) return no(ALL_ON_ITS_WAY(label))
  const until = new Date(attempt.createdAt.getTime() + rules.refundDays(attempt) * DAY_MS)
  if (until <= now) return no(REFUND_OVER(label, rules.refundDays(attempt)))
  const note = whenItArrives(attempt, now)
  return { ok: true, upTo, until: until.toISOString(), note }
}

function whenItArrives(attempt: Judged, now: Date): Words {
  const label = nameOf(attempt)
  if (attempt.method === 'pix') return PIX_BACK
  if (localDateOf(attempt.movedAt) === localDateOf(now)) return SAME_DAY(label)
  return keepingRulesOf(attempt.acquirer).laterDay === 'next_evening'
    ? NEXT_EVENING(label)
    : NEXT_DAY(label)
}

const NOT_HELD: Words = {
  'pt-BR': 'Não há autorização esperando nesta venda.',
  en: 'No authorisation is waiting in this sale.',
}
const TOO_LATE = (label: string): Words => ({
  'pt-BR': `O prazo de captura da ${label} acabou, e o limite volta para o cartão do comprador.`,
  en: `${label}'s capture deadline is over, and the limit goes back to the buyer's card.`,
})
const CAPTURE_ONCE = (label: string): Words => ({
  'pt-BR': `A ${label} captura uma vez só: o que ficar de fora volta para o limite do comprador.`,
  en: `${label} captures once: what is left out goes back to the buyer's limit.`,
})
const CAPTURED_IS_REFUNDED: Words = {
  'pt-BR': 'A venda já foi capturada: agora o caminho é o estorno.',
  en: 'The sale was captured: from here it is refunded.',
}
const WHOLE_BEFORE_CAPTURE = (label: string): Words => ({
  'pt-BR': `${label}: antes da captura só existe o cancelamento total. Nada aparece na fatura do comprador.`,
  en: `${label}: before the capture only the whole can be cancelled. Nothing appears on the buyer's statement.`,
})
const NOT_CAPTURED = (label: string): Words => ({
  'pt-BR': `${label}: antes da captura não há o que estornar, só o cancelamento total.`,
  en: `${label}: before the capture there is nothing to refund, only the whole to cancel.`,
})
const ALL_BACK: Words = { 'pt-BR': 'Tudo já foi devolvido.', en: 'Everything was given back.' }
const NOTHING_PAID: Words = {
  'pt-BR': 'Nada foi pago nesta venda.',
  en: 'Nothing was paid in this sale.',
}
const BOLETO_BY_HAND: Words = {
  'pt-BR':
    'Um boleto não volta pela adquirente. Devolva direto ao comprador, por Pix ou transferência.',
  en: 'A boleto does not go back through the acquirer. Pay the buyer back yourself, by Pix or bank transfer.',
}
const ALL_ON_ITS_WAY = (label: string): Words => ({
  'pt-BR': `O que resta já foi pedido à ${label} e está a caminho.`,
  en: `What is left was already asked of ${label} and is on its way.`,
})
const REFUND_OVER = (label: string, days: number): Words => ({
  'pt-BR': `O prazo de ${days} dias da ${label} acabou. Devolva por Pix ou transferência.`,
  en: `${label}'s ${days} days are over. Pay back by Pix or bank transfer.`,
})
const PIX_BACK: Words = {
  'pt-BR':
    'O Pix volta para a conta de onde saiu, em geral em minutos. Precisa haver saldo na adquirente.',
  en: 'A Pix goes back to the account it came from, usually within minutes. The acquirer has to hold the balance.',
}
const SAME_DAY = (label: string): Words => ({
  'pt-BR': `${label}, até 23:59 do mesmo dia: vale como cancelamento e a compra some da fatura.`,
  en: `${label}, until 23:59 of the same day: it counts as a cancellation and the charge leaves the statement.`,
})
const NEXT_DAY = (label: string): Words => ({
  'pt-BR': `${label}, depois do dia da venda: é um estorno, processado no dia seguinte e descontado dos seus recebíveis.`,
  en: `${label}, after the day of the sale: it is a refund, processed the next day and taken from your receivables.`,
})
const NEXT_EVENING = (label: string): Words => ({
  'pt-BR': `${label}, depois do dia da venda: o estorno é feito no dia seguinte, após as 21h30. Até lá fica em processamento.`,
  en: `${label}, after the day of the sale: the refund is carried out the next day, after 21:30. Until then it is being processed.`,
})
