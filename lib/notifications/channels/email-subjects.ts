// lib/notifications/channels/email-subjects.ts

/** What a mail is called when its step has no subject of its own, by the rule that asked for it. */
const SUBJECTS: Readonly<Record<string, string>> = {
  lead_captured: 'Sobre o que você pediu para saber',
  cart_abandoned: 'Seu carrinho está guardado',
  pix_generated: 'Seu Pix está pronto',
  boleto_generated: 'Seu boleto está pronto',
  payment_pending: 'Recebemos seu pedido',
  payment_approved: 'Pagamento aprovado',
  payment_refused: 'Seu pagamento não foi autorizado',
  pix_expired: 'Seu Pix expirou',
  boleto_expired: 'Seu boleto venceu',
  order_canceled: 'Seu pedido foi cancelado',
  refund_requested: 'Recebemos seu pedido de reembolso',
  refunded: 'Seu reembolso foi feito',
  refunded_partial: 'Seu reembolso parcial foi feito',
  invoiced: 'Sua nota fiscal foi emitida',
  in_separation: 'Seu pedido está sendo separado',
  collected: 'Seu pedido foi coletado',
  posted: 'Seu pedido está a caminho',
  in_transit: 'Seu pedido está em transporte',
  out_for_delivery: 'Seu pedido saiu para entrega',
  awaiting_pickup: 'Seu pedido espera por você',
  delivered: 'Seu pedido foi entregue',
  delivery_problem: 'Um aviso sobre a entrega do seu pedido',
  returned: 'Seu pedido está voltando',
  subscription_activated: 'Sua assinatura está ativa',
  subscription_renewed: 'Sua assinatura foi renovada',
  subscription_overdue: 'Sua assinatura está em aberto',
  subscription_reactivated: 'Sua assinatura foi reativada',
  subscription_canceled: 'Sua assinatura foi cancelada',
  upsell_approved: 'Mais um item na sua compra',
}

const LENGTH_MAX = 78

/** The step's own subject, or its rule's, or how its text begins; always one line. */
export function subjectOf(given: string | null | undefined, rule: string, body: string): string {
  const [first = ''] = body.split('\n').filter((line) => line.trim() !== '')
  const subject = given?.trim() || SUBJECTS[rule] || first.replace(/[*_~]/g, '')
  const line = subject.replace(/[\r\n\t]+/g, ' ').trim()
  return line.length <= LENGTH_MAX ? line : `${line.slice(0, LENGTH_MAX - 1).trimEnd()}…`
}
