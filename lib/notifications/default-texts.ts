// lib/notifications/default-texts.ts

/** What each notification says until the producer writes something else, by rule and step. */
export const DEFAULT_TEXTS: Readonly<Record<string, string>> = {
  'lead_captured.1': `Oi{{#customer.first_name}}, {{customer.first_name}}{{/customer.first_name}}! Aqui é da {{store.name}}.
Recebemos seu contato sobre *{{order.product_name}}*. Está tudo nesta página:
{{checkout.url}}
Quer tirar uma dúvida? É só responder esta mensagem. {{optout.text}}`,
  'cart_abandoned.1': `Oi{{#customer.first_name}}, {{customer.first_name}}{{/customer.first_name}}! Aqui é da {{store.name}}.
Você deixou *{{order.product_name}}* separado e o pedido ainda não foi concluído.
Seu carrinho continua guardado aqui:
{{checkout.url}}
Ficou com alguma dúvida? É só responder esta mensagem. {{optout.text}}`,
  'cart_abandoned.2': `{{#customer.first_name}}{{customer.first_name}}, ú{{/customer.first_name}}{{^customer.first_name}}Ú{{/customer.first_name}}ltima lembrança sobre *{{order.product_name}}*.
{{#coupon.code}}Use o cupom *{{coupon.code}}* e ganhe {{coupon.label}}{{#coupon.expires_at}}, válido até {{coupon.expires_at}}{{/coupon.expires_at}}.
{{/coupon.code}}Para retomar de onde parou:
{{checkout.url}}
{{optout.text}}`,
  'pix_generated.1': `Oi{{#customer.first_name}}, {{customer.first_name}}{{/customer.first_name}}! Seu pedido de *{{order.product_name}}* está reservado.
Valor: *{{order.total}}* no Pix{{#pix.expires_at}}, válido até {{pix.expires_at}}{{/pix.expires_at}}.
{{#pix.code}}Copie o código abaixo e cole na opção "Pix copia e cola" do seu banco:
{{pix.code}}{{/pix.code}}{{^pix.code}}Pague por aqui:
{{#pix.url}}{{pix.url}}{{/pix.url}}{{^pix.url}}{{checkout.url}}{{/pix.url}}{{/pix.code}}`,
  'pix_generated.2': `{{#customer.first_name}}{{customer.first_name}}, o{{/customer.first_name}}{{^customer.first_name}}O{{/customer.first_name}} Pix de *{{order.product_name}}* vence em {{pix.expires_in}}.
{{#pix.code}}{{pix.code}}{{/pix.code}}{{^pix.code}}{{pix.url}}{{/pix.code}}
Se já pagou, pode ignorar: a confirmação chega em instantes. {{optout.text}}`,
  'boleto_generated.1': `Oi{{#customer.first_name}}, {{customer.first_name}}{{/customer.first_name}}! O boleto de *{{order.product_name}}* já está pronto.
Valor: *{{order.total}}*{{#boleto.due_date}} · vencimento {{boleto.due_date}}{{/boleto.due_date}}
{{#boleto.line}}Linha digitável:
{{boleto.line}}
{{/boleto.line}}{{#boleto.url}}PDF: {{boleto.url}}{{/boleto.url}}
A compensação leva até 3 dias úteis.`,
  'boleto_generated.2': `{{#customer.first_name}}{{customer.first_name}}, a{{/customer.first_name}}{{^customer.first_name}}A{{/customer.first_name}}manhã vence o boleto de *{{order.product_name}}* ({{order.total}}).
{{#boleto.line}}{{boleto.line}}{{/boleto.line}}{{^boleto.line}}{{boleto.url}}{{/boleto.line}}
Já pagou? Desconsidere. {{optout.text}}`,
  'boleto_generated.3': `{{#customer.first_name}}{{customer.first_name}}, o{{/customer.first_name}}{{^customer.first_name}}O{{/customer.first_name}} boleto de *{{order.product_name}}* vence *hoje*.
{{#boleto.line}}{{boleto.line}}{{/boleto.line}}{{^boleto.line}}{{boleto.url}}{{/boleto.line}}
Já pagou? Desconsidere.`,
  'payment_pending.1': `Oi{{#customer.first_name}}, {{customer.first_name}}{{/customer.first_name}}! Recebemos seu pedido de *{{order.product_name}}* ({{order.total}}) e estamos aguardando o pagamento.
{{#checkout.url}}{{checkout.url}}{{/checkout.url}}`,
  'payment_approved.1': `Pagamento aprovado! 🎉
{{#customer.first_name}}{{customer.first_name}}, o{{/customer.first_name}}{{^customer.first_name}}O{{/customer.first_name}}brigado por comprar na {{store.name}}.
Pedido {{order.id}}: *{{order.product_name}}* · {{order.total}}
Avisaremos por aqui cada novo passo.`,
  'subscription_activated.1': `Assinatura ativa! ✅
{{#customer.first_name}}{{customer.first_name}}, s{{/customer.first_name}}{{^customer.first_name}}S{{/customer.first_name}}eu plano *{{subscription.plan}}* já está valendo.{{#subscription.next_charge}}
Próxima cobrança: {{subscription.next_charge}}.{{/subscription.next_charge}}`,
  'invoiced.1': `A nota fiscal do pedido {{order.id}} (*{{order.product_name}}*) foi emitida. O próximo passo é a separação.`,
  'in_separation.1': `Seu pedido {{order.id}} está sendo separado e embalado. Assim que sair daqui você recebe o código de rastreio.`,
  'collected.1': `O pedido {{order.id}} foi coletado pela transportadora.`,
  'posted.1': `Seu pedido está a caminho! 📦
*{{order.product_name}}* (pedido {{order.id}}) foi despachado.
{{#delivery.tracking_code}}Código de rastreio: *{{delivery.tracking_code}}*
{{/delivery.tracking_code}}{{#delivery.tracking_url}}Acompanhe: {{delivery.tracking_url}}{{/delivery.tracking_url}}`,
  'in_transit.1': `Seu pedido {{order.id}} está em transporte.{{#delivery.tracking_url}}
Acompanhe: {{delivery.tracking_url}}{{/delivery.tracking_url}}`,
  'out_for_delivery.1': `{{#customer.first_name}}{{customer.first_name}}, h{{/customer.first_name}}{{^customer.first_name}}H{{/customer.first_name}}oje é dia! O pedido {{order.id}} saiu para entrega.
Deixe alguém de sobreaviso para receber.`,
  'awaiting_pickup.1': `Seu pedido {{order.id}} está esperando por você para retirada.{{#delivery.tracking_code}}
Leve um documento e o código {{delivery.tracking_code}}.{{/delivery.tracking_code}}{{#delivery.tracking_url}}
Endereço e prazo: {{delivery.tracking_url}}{{/delivery.tracking_url}}`,
  'delivered.1': `Consta aqui que o pedido {{order.id}} foi entregue. Chegou tudo certo?
Se algo não estiver como esperado, responda esta mensagem que a gente resolve.`,
  'payment_refused.1': `Oi{{#customer.first_name}}, {{customer.first_name}}{{/customer.first_name}}! O pagamento de *{{order.product_name}}* {{order.refusal_reason}}.
Acontece: limite, dados do cartão ou segurança do banco. Você pode tentar outro cartão ou Pix:
{{checkout.url}}
Quer ajuda? Responda aqui. {{optout.text}}`,
  'pix_expired.1': `{{#customer.first_name}}{{customer.first_name}}, o{{/customer.first_name}}{{^customer.first_name}}O{{/customer.first_name}} código Pix de *{{order.product_name}}* expirou antes do pagamento.
Para gerar outro em um minuto:
{{checkout.url}}
{{optout.text}}`,
  'boleto_expired.1': `{{#customer.first_name}}{{customer.first_name}}, o{{/customer.first_name}}{{^customer.first_name}}O{{/customer.first_name}} boleto de *{{order.product_name}}* venceu e não pode mais ser pago.
Gere um novo ou pague com Pix:
{{checkout.url}}
Pagou e ainda não compensou? Desconsidere. {{optout.text}}`,
  'order_canceled.1': `O pedido {{order.id}} (*{{order.product_name}}*) foi cancelado. Se não foi você que pediu, fale com a gente por aqui.`,
  'refund_requested.1': `Recebemos o pedido de reembolso da compra {{order.id}}. Assim que for concluído, avisamos por aqui.`,
  'refunded.1': `O reembolso da compra {{order.id}} ({{order.total}}) foi feito.
No Pix o valor costuma cair no mesmo dia; no cartão, aparece em até duas faturas.`,
  'refunded_partial.1': `Fizemos um reembolso parcial da compra {{order.id}}. Em caso de dúvida, responda esta mensagem.`,
  'delivery_problem.1': `A transportadora informou um problema na entrega do pedido {{order.id}}.
Confirme seu endereço respondendo esta mensagem, por favor.{{#delivery.tracking_url}}
{{delivery.tracking_url}}{{/delivery.tracking_url}}`,
  'returned.1': `O pedido {{order.id}} está voltando para a {{store.name}}. Responda aqui para combinarmos um novo envio.`,
  'subscription_renewed.1': `Renovação confirmada: *{{subscription.plan}}* · {{order.total}}.{{#subscription.next_charge}}
Próxima cobrança: {{subscription.next_charge}}.{{/subscription.next_charge}}`,
  'subscription_overdue.1': `{{#customer.first_name}}{{customer.first_name}}, n{{/customer.first_name}}{{^customer.first_name}}N{{/customer.first_name}}ão conseguimos confirmar o pagamento da assinatura *{{subscription.plan}}* ({{order.total}}).
{{#subscription.update_url}}Atualize a forma de pagamento: {{subscription.update_url}}{{/subscription.update_url}}{{^subscription.update_url}}Responda esta mensagem e ajudamos a regularizar.{{/subscription.update_url}}`,
  'subscription_overdue.2': `Sua assinatura *{{subscription.plan}}* continua em aberto e pode ser suspensa.
{{#subscription.update_url}}{{subscription.update_url}}{{/subscription.update_url}}{{^subscription.update_url}}Fale com a gente por aqui para não perder o acesso.{{/subscription.update_url}}
{{optout.text}}`,
  'subscription_reactivated.1': `Tudo certo de novo! A assinatura *{{subscription.plan}}* foi reativada.`,
  'subscription_canceled.1': `A assinatura *{{subscription.plan}}* foi cancelada. Se mudar de ideia, é só chamar.`,
  'upsell_approved.1': `*{{order.product_name}}* foi somado à sua compra ({{order.total}}). Obrigado!`,
}
