// scripts/seed/payt-body.ts
import type { Person } from './people'

export type Order = {
  readonly person: Person
  readonly number: number
  /** Centavos. */
  readonly price: number
  readonly product: string
  readonly origin: Readonly<Record<string, string>>
  /** False for a checkout that does not ask: the checklist then finds it missing. */
  readonly hasPhone: boolean
  /** What the gateway's own test button sends. */
  readonly test?: boolean
}

export type Happening =
  | 'lost_cart'
  | 'pix_generated'
  | 'boleto_generated'
  | 'card_refused'
  | 'paid'
  | 'pix_expired'
  | 'refunded'

/** `2026-10-05 14:20:10`, the clock of São Paulo without a zone, as PayT writes it. */
const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/Sao_Paulo',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const written = (at: Date) => CLOCK.format(at)

const HOUR_MS = 3_600_000

/** A body of PayT V1 with the fields it really has; people and products are invented. */
export function paytBody(key: string, happening: Happening, order: Order, at: Date): string {
  const { person, number, price, product, origin, hasPhone, test = false } = order
  const cart = `CRT${String(number).padStart(4, '0')}`
  const base = {
    integration_key: key,
    started_at: written(at),
    updated_at: written(at),
    seller_id: 'LJ0QSN',
    test,
    type: 'order',
    tangible: false,
    cart_id: cart,
    customer: {
      name: person.name,
      fake_email: false,
      email: person.email,
      doc: person.document,
      phone: hasPhone ? `+55${person.phone}` : '',
      ip: '203.0.113.12',
      code: `CL${String(number).padStart(4, '0')}`,
      billing_address: [],
    },
    product: { code: 'PRDQSN', sku: 'curso', type: 'digital', name: product, quantity: 1, price },
    link: {
      title: product,
      url: 'https://checkout.payt.example.com/0123456789abcdef0123456789abcdef',
      sources: origin,
      query_params: [],
    },
  }
  if (happening === 'lost_cart') return JSON.stringify({ ...base, status: 'lost_cart' })
  const told = transactionOf(happening, `TXQ${number}`, at)
  const transaction = {
    created_at: written(at),
    updated_at: written(at),
    total_price: price,
    quantity: 1,
    modifiers: [],
    ...told.transaction,
  }
  return JSON.stringify({
    ...base,
    status: told.status,
    transaction_id: `TXQ${number}`,
    transaction,
    commission: [],
  })
}

function transactionOf(happening: Exclude<Happening, 'lost_cart'>, id: string, at: Date) {
  const expires = written(new Date(at.getTime() + HOUR_MS))
  const pix = {
    payment_method: 'pix',
    pix_url: `https://checkout.payt.example.com/obrigado/${id}`,
    pix_code: `00020126370014br.gov.bcb.pix0115pix@example.com5204000053039865802BR5913QUINTALSONORO6009SAO PAULO6210${id}6304E944`,
    expires_at: expires,
  }
  const card = { payment_method: 'credit_card', installments: 1 }
  const due = written(new Date(at.getTime() + 48 * HOUR_MS))
  const boleto = {
    payment_method: 'boleto',
    bankslip_url: `https://checkout.payt.example.com/boleto/${id}`,
    bankslip_code: '99990000041234567890312345678903415930000049700',
    expires_at: due,
  }
  switch (happening) {
    case 'pix_generated':
      return {
        status: 'waiting_payment',
        transaction: { ...pix, payment_status: 'waiting_payment' },
      }
    case 'boleto_generated':
      return {
        status: 'waiting_payment',
        transaction: { ...boleto, payment_status: 'waiting_payment' },
      }
    case 'card_refused':
      return {
        status: 'canceled',
        transaction: { ...card, payment_status: 'refused', error_message: 'Saldo insuficiente.' },
      }
    case 'paid':
      return {
        status: 'paid',
        transaction: { ...pix, payment_status: 'paid', paid_at: written(at) },
      }
    case 'pix_expired':
      return { status: 'canceled', transaction: { ...pix, payment_status: 'expired' } }
    case 'refunded':
      return { status: 'canceled', transaction: { ...card, payment_status: 'refunded' } }
  }
}
