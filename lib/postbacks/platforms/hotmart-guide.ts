// lib/postbacks/platforms/hotmart-guide.ts
import type { Guide } from '../platform'

/** The words of Hotmart's own panel, in its order. */
export const hotmartGuide: Guide = {
  path: ['Ferramentas', 'Ver todas', 'Webhook (API e notificações)', 'Cadastrar Webhook'],
  form: [
    { field: 'Nome da configuração', value: { of: 'name' } },
    { field: 'Produto', value: { text: 'Todos os produtos' } },
    { field: 'Versão', value: { text: '2.0.0' } },
    { field: 'URL para envio de dados', value: { of: 'address' } },
  ],
  eventsField: 'Eventos',
  events: [
    { label: 'Abandono de carrinho', kinds: ['cart_abandoned'] },
    { label: 'Aguardando pagamento', kinds: ['pix_generated', 'boleto_generated'] },
    { label: 'Compra aprovada', kinds: ['payment_approved', 'subscription_renewed'] },
    { label: 'Compra cancelada', kinds: ['payment_refused', 'order_canceled'] },
    { label: 'Compra expirada', kinds: ['pix_expired', 'boleto_expired'] },
    { label: 'Compra atrasada', kinds: ['subscription_overdue'] },
    { label: 'Pedido de reembolso', kinds: ['refund_requested'] },
    { label: 'Compra reembolsada', kinds: ['refunded', 'refunded_partial'] },
    { label: 'Chargeback', kinds: ['chargeback'] },
    { label: 'Cancelamento de assinatura', kinds: ['subscription_canceled'] },
  ],
  testButton: 'Enviar teste',
  keyLabel: 'Hottok de verificação',
  keyPath: ['Ferramentas', 'Webhook (API e notificações)', 'Autenticação'],
  notes: [
    'version_two',
    'key_arrives',
    'account_key',
    'no_checkout_link',
    'affiliate_asks_producer',
    'test_is_invented',
  ],
  tracksOrigin: true,
}
