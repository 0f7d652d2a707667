// lib/postbacks/mapping-presets.ts
import type { Mapping } from '@/db/schema/stores'
import { IN_QUERY, type MappedEvent } from '@/lib/stores/mapping.schema'

/** Slugs of the event API that this market already speaks. */
const SLUGS: Readonly<Record<string, MappedEvent>> = {
  'abandoned-cart': 'cart_abandoned',
  'billet-printed': 'boleto_generated',
  'waiting-payment': 'asked_by_method',
  'order-paid': 'payment_approved',
  'order-processing': 'in_separation',
  'order-fulfilled': 'posted',
  'order-delivered': 'delivered',
  'order-canceled': 'order_canceled',
  'order-refunded': 'refunded',
  'shipping-progress': 'in_transit',
  'shipping-out-for-delivery': 'out_for_delivery',
  'shipping-arrived-for-withdrawal': 'awaiting_pickup',
  'access-created': 'access_created',
  'reset-password': 'password_reset',
  'nps-survery': 'ignored',
  'nps-answer': 'ignored',
}

const slugApi = (event: Mapping['event']): Mapping => ({
  fields: {
    orderKey: ['order', 'id'],
    cartKey: ['checkout', 'id'],
    'customer.name': ['customer', 'first_name'],
    'customer.lastName': ['customer', 'last_name'],
    'customer.phone': ['customer', 'phone'],
    'customer.email': ['customer', 'email'],
    'customer.document': ['customer', 'cpf_cnpj'],
    'product.name': ['order', 'products', '0', 'name'],
    'order.amount': ['order', 'total'],
    'order.method': ['order', 'payment_type'],
    'checkout.url': ['checkout', 'url'],
    'pix.code': ['order', 'pix', 'bacen_code'],
    'pix.url': ['order', 'pix', 'url'],
    'pix.expiresAt': ['order', 'pix', 'due_date'],
    'boleto.line': ['order', 'billet_barcode'],
    'boleto.url': ['order', 'billet_url'],
    'boleto.dueAt': ['order', 'billet_due_date'],
    'delivery.code': ['order', 'delivery', 'code'],
    'delivery.url': ['order', 'delivery', 'url'],
  },
  event,
  events: SLUGS,
  money: 'decimal_dot',
  dates: 'ymd_hms',
  zone: 'UTC',
  secret: { in: 'header', name: 'authorization' },
})

export const MAPPING_PRESETS = {
  /** The slug in a field beside the body's own. */
  slug_in_body: slugApi(['event']),
  /** The slug behind the address, `…?event=order-paid`: the body stays what it was. */
  slug_in_address: slugApi([IN_QUERY, 'event']),
} as const satisfies Record<string, Mapping>
