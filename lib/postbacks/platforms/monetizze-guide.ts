// lib/postbacks/platforms/monetizze-guide.ts
import type { Guide } from '../platform'

/** The words of Monetizze's own panel, in its order. */
export const monetizzeGuide: Guide = {
  path: ['Ferramentas', 'Postback', 'Adicionar'],
  form: [
    { field: 'Produto', value: { text: 'Todos' } },
    { field: 'URL', value: { of: 'address' } },
  ],
  eventsField: 'Eventos',
  events: [
    {
      label: 'Aguardando pagamento',
      kinds: ['pix_generated', 'boleto_generated', 'payment_pending'],
    },
    { label: 'Finalizada/Aprovada', kinds: ['payment_approved'] },
    { label: 'Cancelada', kinds: ['order_canceled'] },
    { label: 'Devolvida', kinds: ['refunded'] },
    { label: 'Bloqueada', kinds: ['chargeback_opened'] },
    { label: 'Abandono de Checkout', kinds: ['cart_abandoned'] },
    { label: 'Assinatura - Ativa', kinds: ['subscription_activated'] },
    { label: 'Assinatura - Inadimplente', kinds: ['subscription_overdue'] },
    { label: 'Assinatura - Cancelada', kinds: ['subscription_canceled'] },
  ],
  recognised: {
    cart_abandoned: 'tipoEvento = 7',
    pix_generated: 'tipoEvento = 1 + Pix',
    boleto_generated: 'tipoEvento = 1 + Boleto',
    payment_pending: 'tipoEvento = 1, 104',
    payment_approved: 'tipoEvento = 2',
    order_canceled: 'tipoEvento = 3, 9',
    refunded: 'tipoEvento = 4',
    chargeback_opened: 'tipoEvento = 5',
    subscription_activated: 'tipoEvento = 101',
    subscription_overdue: 'tipoEvento = 102',
    subscription_canceled: 'tipoEvento = 103',
  },
  testButton: 'Testar',
  keyLabel: 'Chave única',
  keyPath: ['Ferramentas', 'Postback'],
  notes: [
    'key_arrives',
    'json_or_form',
    'no_checkout_link',
    'no_pix_code',
    'affiliate_asks_producer',
    'test_is_invented',
  ],
  tracksOrigin: true,
}
