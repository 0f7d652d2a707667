// lib/simulator/data/whatsapp-templates.ts

/** The templates that Meta approved for every number here, in pt_BR; a test compares them with the plan. */
export const APPROVED_TEMPLATES: Readonly<Record<string, string>> = {
  lead_captured_1_v1:
    'Oi, {{1}}! Aqui é da {{2}}. Recebemos seu contato sobre *{{3}}*. Está tudo nesta página: {{4}}',
  cart_abandoned_1_v1:
    'Oi, {{1}}! Aqui é da {{2}}. Você deixou *{{3}}* separado. Seu carrinho: {{4}}',
  cart_abandoned_2_v1: '{{1}}, última lembrança sobre *{{2}}*. Para retomar: {{3}}',
  pix_generated_1_v1: 'Oi, {{1}}! Seu pedido de *{{2}}* está reservado. Valor: *{{3}}*. Pix: {{4}}',
  pix_generated_2_v1: '{{1}}, o Pix de *{{2}}* vence em {{3}}. Pix: {{4}}',
  boleto_generated_1_v1: 'Oi, {{1}}! O boleto de *{{2}}* está pronto. Valor: *{{3}}*. {{4}}',
  boleto_generated_2_v1: '{{1}}, amanhã vence o boleto de *{{2}}* ({{3}}). {{4}}',
  boleto_generated_3_v1: '{{1}}, o boleto de *{{2}}* vence *hoje*. {{3}}',
  payment_pending_1_v1: 'Oi, {{1}}! Recebemos seu pedido de *{{2}}* ({{3}}).',
  payment_approved_1_v1:
    'Pagamento aprovado! {{1}}, obrigado por comprar na {{2}}. Pedido {{3}}: *{{4}}* · {{5}}',
  subscription_activated_1_v1: 'Assinatura ativa! {{1}}, seu plano *{{2}}* já está valendo.',
  invoiced_1_v1: 'A nota fiscal do pedido {{1}} (*{{2}}*) foi emitida.',
  in_separation_1_v1: 'Seu pedido {{1}} está sendo separado e embalado.',
  collected_1_v1: 'O pedido {{1}} foi coletado pela transportadora.',
  posted_1_v1: 'Seu pedido está a caminho! *{{1}}* (pedido {{2}}). Código de rastreio: {{3}}.',
  in_transit_1_v1: 'Seu pedido {{1}} está em transporte.',
  out_for_delivery_1_v1: '{{1}}, hoje é dia! O pedido {{2}} saiu para entrega.',
  awaiting_pickup_1_v1: 'Seu pedido {{1}} está esperando por você para retirada.',
  delivered_1_v1: 'Consta aqui que o pedido {{1}} foi entregue. Chegou tudo certo?',
  payment_refused_1_v1: 'Oi, {{1}}! O pagamento de *{{2}}* {{3}}. Tente outro cartão ou Pix: {{4}}',
  pix_expired_1_v1: '{{1}}, o código Pix de *{{2}}* expirou. Para gerar outro: {{3}}',
  boleto_expired_1_v1: '{{1}}, o boleto de *{{2}}* venceu. Gere um novo: {{3}}',
  order_canceled_1_v1: 'O pedido {{1}} (*{{2}}*) foi cancelado.',
  refund_requested_1_v1: 'Recebemos o pedido de reembolso da compra {{1}}.',
  refunded_1_v1: 'O reembolso da compra {{1}} ({{2}}) foi feito.',
  refunded_partial_1_v1: 'Fizemos um reembolso parcial da compra {{1}}.',
  delivery_problem_1_v1: 'A transportadora informou um problema na entrega do pedido {{1}}.',
  returned_1_v1: 'O pedido {{1}} está voltando para a {{2}}.',
  subscription_renewed_1_v1: 'Renovação confirmada: *{{1}}* · {{2}}.',
  subscription_overdue_1_v1:
    '{{1}}, não conseguimos confirmar o pagamento da assinatura *{{2}}* ({{3}}).',
  subscription_overdue_2_v1: 'Sua assinatura *{{1}}* continua em aberto e pode ser suspensa.',
  subscription_reactivated_1_v1: 'Tudo certo de novo! A assinatura *{{1}}* foi reativada.',
  subscription_canceled_1_v1: 'A assinatura *{{1}}* foi cancelada. Se mudar de ideia, é só chamar.',
  upsell_approved_1_v1: '*{{1}}* foi somado à sua compra ({{2}}). Obrigado!',
}
