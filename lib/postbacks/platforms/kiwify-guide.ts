// lib/postbacks/platforms/kiwify-guide.ts
import type { Guide } from '../platform'

/** The words of Kiwify's own panel, in its order. */
export const kiwifyGuide: Guide = {
  path: ['Apps', 'Webhooks', 'Criar webhook'],
  form: [
    { field: 'Nome', value: { of: 'name' } },
    { field: 'URL do webhook', value: { of: 'address' } },
    { field: 'Produtos', value: { text: 'Todos os produtos' } },
  ],
  eventsField: 'Eventos',
  events: [
    { label: 'Boleto gerado', kinds: ['boleto_generated'] },
    { label: 'Pix gerado', kinds: ['pix_generated'] },
    { label: 'Carrinho abandonado', kinds: ['cart_abandoned'] },
    { label: 'Compra recusada', kinds: ['payment_refused'] },
    { label: 'Compra aprovada', kinds: ['payment_approved'] },
    { label: 'Compra reembolsada', kinds: ['refunded'] },
    { label: 'Chargeback', kinds: ['chargeback'] },
    { label: 'Assinatura cancelada', kinds: ['subscription_canceled'] },
    { label: 'Assinatura atrasada', kinds: ['subscription_overdue'] },
    { label: 'Assinatura renovada', kinds: ['subscription_renewed'] },
  ],
  recognised: {
    cart_abandoned: 'status = abandoned',
    pix_generated: 'pix_created',
    boleto_generated: 'billet_created',
    payment_pending: 'order_status = waiting_payment',
    payment_approved: 'order_approved',
    payment_refused: 'order_rejected, order_refused',
    refunded: 'order_refunded',
    chargeback: 'chargeback, chargedback',
    subscription_renewed: 'subscription_renewed',
    subscription_overdue: 'subscription_late',
    subscription_canceled: 'subscription_canceled',
  },
  testButton: 'Testar webhook',
  keyLabel: 'Token',
  keyPath: ['Apps', 'Webhooks'],
  notes: ['key_pasted', 'affiliate_asks_producer', 'test_is_invented'],
  tracksOrigin: true,
}
