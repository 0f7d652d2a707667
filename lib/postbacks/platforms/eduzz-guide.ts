// lib/postbacks/platforms/eduzz-guide.ts
import type { Guide } from '../platform'

/** The words of Eduzz's own panel, in its order. */
export const eduzzGuide: Guide = {
  path: ['Órbita', 'Integrações', 'Webhook', '+ Nova configuração'],
  form: [
    { field: 'Nome da configuração', value: { of: 'name' } },
    { field: 'URL para envio dos dados', value: { of: 'address' } },
  ],
  eventsField: 'Eventos',
  events: [
    {
      label: 'myeduzz.invoice_opened, myeduzz.invoice_waiting_payment',
      kinds: ['pix_generated', 'boleto_generated', 'payment_pending'],
    },
    { label: 'myeduzz.invoice_paid', kinds: ['payment_approved'] },
    { label: 'myeduzz.invoice_refused', kinds: ['payment_refused'] },
    { label: 'myeduzz.invoice_canceled', kinds: ['order_canceled'] },
    { label: 'myeduzz.invoice_expired', kinds: ['pix_expired', 'boleto_expired'] },
    { label: 'myeduzz.invoice_waiting_refund', kinds: ['refund_requested'] },
    { label: 'myeduzz.invoice_refunded', kinds: ['refunded'] },
    { label: 'myeduzz.invoice_chargeback', kinds: ['chargeback'] },
    { label: 'myeduzz.contract_created', kinds: ['subscription_activated'] },
    {
      label: 'myeduzz.contract_updated',
      kinds: ['subscription_overdue', 'subscription_canceled', 'subscription_finished'],
    },
    { label: 'sun.cart_abandonment', kinds: ['cart_abandoned'] },
  ],
  recognised: {
    cart_abandoned: 'sun.cart_abandonment',
    pix_generated: 'invoice_opened, invoice_waiting_payment + pix',
    boleto_generated: 'invoice_opened, invoice_waiting_payment + bank_slip',
    payment_pending: 'invoice_opened, invoice_waiting_payment',
    payment_in_analysis: 'invoice_processing, invoice_analysing',
    payment_approved: 'invoice_paid',
    payment_refused: 'invoice_refused',
    order_canceled: 'invoice_canceled',
    pix_expired: 'invoice_expired, invoice_overdue + pix',
    boleto_expired: 'invoice_expired, invoice_overdue + bank_slip',
    refund_requested: 'invoice_waiting_refund',
    refunded: 'invoice_refunded',
    chargeback: 'invoice_chargeback',
    subscription_activated: 'contract_created',
    subscription_renewed: 'contract_up_to_date',
    subscription_overdue: 'contract_updated + late',
    subscription_canceled: 'contract_updated + canceled',
    subscription_finished: 'contract_updated + finished',
  },
  testButton: 'Testar URL',
  keyLabel: 'Chave de acesso',
  keyPath: ['Órbita', 'Integrações', 'Webhook'],
  notes: [
    'key_pasted',
    'no_pix_code',
    'json_or_form',
    'legacy_ends',
    'affiliate_asks_producer',
    'test_is_invented',
  ],
  tracksOrigin: true,
}
