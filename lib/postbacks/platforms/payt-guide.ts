// lib/postbacks/platforms/payt-guide.ts
import type { Guide } from '../platform'

/** The words of PayT's own panel, in its order. */
export const paytGuide: Guide = {
  path: ['Ofertas & Produtos', 'Postbacks', 'Cadastrar'],
  form: [
    { field: 'Nome', value: { of: 'name' } },
    { field: 'Produto', value: { text: 'Todos os Produtos' } },
    { field: 'Tipo', value: { text: 'PayT V1' } },
    { field: 'Url', value: { of: 'address' } },
  ],
  eventsField: 'Eventos',
  events: [
    {
      label: 'Aguardando pagamento',
      kinds: ['pix_generated', 'boleto_generated', 'payment_pending'],
    },
    {
      label: 'Cancelada',
      kinds: ['payment_refused', 'order_canceled', 'pix_expired', 'boleto_expired'],
    },
    { label: 'Abandono de Checkout', kinds: ['cart_abandoned'] },
    { label: 'Finalizada/Aprovada', kinds: ['payment_approved', 'subscription_activated'] },
    { label: 'Cancelada - Chargeback', kinds: ['chargeback_opened', 'chargeback'] },
    {
      label: 'Status de Entrega Atualizado',
      kinds: [
        'in_separation',
        'collected',
        'posted',
        'in_transit',
        'out_for_delivery',
        'awaiting_pickup',
        'delivery_problem',
        'delivered',
        'returned',
      ],
    },
    { label: 'Faturada', kinds: ['invoiced'] },
    {
      label: 'Cancelada - Reembolsada',
      kinds: ['refund_requested', 'refunded', 'refunded_partial'],
    },
  ],
  testButton: 'Testar URL',
  keyLabel: 'Chave de integração',
  keyPath: [],
  notes: ['key_arrives', 'affiliate_asks_producer', 'test_is_invented'],
  tracksOrigin: true,
}
