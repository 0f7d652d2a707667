// app/(panel)/stores/new/main-rules.ts

/** What most stores want to say, in the order in which an order lives. */
export const MAIN_RULES = [
  'cart_abandoned',
  'pix_generated',
  'boleto_generated',
  'payment_refused',
  'payment_approved',
  'posted',
  'delivered',
  'subscription_overdue',
  'refunded',
] as const
