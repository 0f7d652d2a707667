// lib/postbacks/platforms/braip-guide.ts
import type { Guide } from '../platform'

/** The words of Braip's own panel, in its order. */
export const braipGuide: Guide = {
  path: ['Ferramentas', 'Postback', 'Novo postback'],
  form: [
    { field: 'Produto', value: { text: 'Todos' } },
    { field: 'URL', value: { of: 'address' } },
    { field: 'Método', value: { text: 'POST' } },
  ],
  eventsField: 'Eventos',
  events: [
    {
      label: 'Aguardando pagamento',
      kinds: ['pix_generated', 'boleto_generated', 'payment_pending'],
    },
    { label: 'Pagamento aprovado', kinds: ['payment_approved'] },
    { label: 'Cancelada', kinds: ['order_canceled'] },
    { label: 'Chargeback', kinds: ['chargeback'] },
    { label: 'Devolvida', kinds: ['refunded'] },
    { label: 'Em análise', kinds: ['payment_in_analysis'] },
    { label: 'Estorno pendente', kinds: ['refund_requested'] },
    { label: 'Atrasado', kinds: ['boleto_expired'] },
    { label: 'Abandono de checkout', kinds: ['cart_abandoned'] },
    { label: 'Código de rastreio adicionado', kinds: ['posted'] },
  ],
  recognised: {
    cart_abandoned: 'ABANDONO',
    pix_generated: 'trans_status_code = 1 + pix',
    boleto_generated: 'trans_status_code = 1 + boleto',
    payment_pending: 'trans_status_code = 1, 9',
    payment_approved: 'trans_status_code = 2',
    order_canceled: 'trans_status_code = 3',
    chargeback: 'trans_status_code = 4',
    refunded: 'trans_status_code = 5',
    payment_in_analysis: 'trans_status_code = 6, 8',
    refund_requested: 'trans_status_code = 7',
    boleto_expired: 'trans_status_code = 10',
    posted: 'CODIGO_RASTREIO_ADICIONADO',
    upsell_approved: 'trans_status_code = 2 + parent_sale',
  },
  testButton: 'Testar',
  keyLabel: 'Chave de autenticação',
  keyPath: ['Ferramentas', 'Postback'],
  notes: ['key_arrives', 'affiliate_asks_producer', 'test_is_invented'],
  tracksOrigin: true,
}
