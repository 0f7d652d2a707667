// lib/postbacks/platforms/perfectpay-guide.ts
import type { Guide } from '../platform'

/** The words of Perfect Pay's own panel, in its order. */
export const perfectpayGuide: Guide = {
  path: ['Ferramentas', 'Webhook - Vendas', 'Adicionar'],
  form: [
    { field: 'Produtos', value: { text: 'Todos' } },
    { field: 'URL', value: { of: 'address' } },
    { field: 'Formato do Postback', value: { text: 'Perfect Pay' } },
  ],
  eventsField: 'Eventos',
  events: [
    { label: 'Pendente', kinds: ['pix_generated', 'boleto_generated', 'payment_pending'] },
    { label: 'Aprovado', kinds: ['payment_approved'] },
    { label: 'Em processo', kinds: ['payment_in_analysis'] },
    { label: 'Em mediação', kinds: ['chargeback_opened'] },
    { label: 'Rejeitado', kinds: ['payment_refused'] },
    { label: 'Cancelado', kinds: ['order_canceled'] },
    { label: 'Devolvido', kinds: ['refunded'] },
    { label: 'Charged back', kinds: ['chargeback'] },
    { label: 'Pré Checkout', kinds: ['cart_abandoned'] },
    { label: 'Expirado', kinds: ['pix_expired', 'boleto_expired'] },
    { label: 'Pré-reembolso', kinds: ['refund_requested'] },
  ],
  recognised: {
    cart_abandoned: 'sale_status_enum = 12',
    pix_generated: 'sale_status_enum = 1 + pix',
    boleto_generated: 'sale_status_enum = 1 + ticket',
    payment_pending: 'sale_status_enum = 1',
    payment_in_analysis: 'sale_status_enum = 3, 8, 16',
    payment_approved: 'sale_status_enum = 2',
    payment_refused: 'sale_status_enum = 5, 11',
    order_canceled: 'sale_status_enum = 6',
    pix_expired: 'sale_status_enum = 13 + pix',
    boleto_expired: 'sale_status_enum = 13 + ticket',
    refund_requested: 'sale_status_enum = 18',
    refunded: 'sale_status_enum = 7',
    chargeback_opened: 'sale_status_enum = 4, 17',
    chargeback: 'sale_status_enum = 9',
  },
  testButton: null,
  keyLabel: 'Token',
  keyPath: ['Ferramentas', 'Webhook - Vendas'],
  notes: [
    'no_test_button',
    'key_arrives',
    'no_pix_code',
    'no_checkout_link',
    'affiliate_asks_producer',
  ],
  tracksOrigin: true,
}
