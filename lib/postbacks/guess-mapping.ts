// lib/postbacks/guess-mapping.ts
import type { BodyPath, Mapping } from '@/db/schema/stores'
import { ZONE } from '@/lib/kernel/calendar'
import { IN_QUERY, type MappedField } from '@/lib/stores/mapping.schema'

type Leaf = { readonly path: BodyPath; readonly name: string; readonly value: string }

/** What systems call these things, the surest first; read over the whole path, in one case. */
const NAMES: readonly (readonly [field: MappedField | 'event', names: RegExp])[] = [
  ['event', /(^|\.)(event|event_type|event_name|type|tipo|evento|topic|action|status)$/],
  [
    'orderKey',
    /(order|pedido|sale|venda|transaction|purchase)\.?_?(id|code|codigo|key|number|numero|ref)$/,
  ],
  ['cartKey', /(cart|carrinho|checkout)\.?_?(id|code|token)$/],
  [
    'occurredAt',
    /(occurred|updated|changed|created|event)_?(at|date|time)$|(^|\.)(date|data|timestamp)$/,
  ],
  ['customer.phone', /(phone|telefone|celular|whatsapp|mobile)(_?number)?$/],
  ['customer.email', /e?mail$/],
  [
    'customer.name',
    /(customer|client|cliente|buyer|comprador|user|lead)[^.]*\.(full_?|first_?)?(name|nome)$|(^|\.)(customer_?name|full_?name|nome)$/,
  ],
  ['customer.lastName', /last_?name|sobrenome/],
  ['customer.document', /(^|\.|_)(cpf|cnpj|cpf_cnpj|doc|document|documento|tax_?id)$/],
  [
    'product.name',
    /(product|produto|offer|oferta|item|line|plan)s?[^.]*(\.\d+)?\.(name|nome|title|titulo)$|product_?name$/,
  ],
  ['order.amount', /(^|\.|_)(total|amount|valor|price|total_?price|value)$/],
  [
    'order.method',
    /(payment|pagamento)_?(type|method|metodo|kind)$|(^|\.)(method|payment\.(kind|type))$/,
  ],
  ['order.installments', /installments|parcelas$/],
  ['checkout.url', /(checkout|cart|recovery)[._]?(url|link)$/],
  ['pix.code', /pix[^.]*(\.|_)(code|codigo|emv|brcode|copy_?paste|bacen_code|qr_?code)$/],
  ['pix.expiresAt', /pix[^.]*\.(expires_at|expiration|due_date)$/],
  ['boleto.line', /(barcode|digitable|linha|line)(_?line)?$/],
  ['boleto.url', /(boleto|billet|bank_?slip)[._]?(url|pdf|link)$/],
  ['boleto.dueAt', /(boleto|billet|bank_?slip)[^.]*(\.|_)(due|due_?date|vencimento|expires_at)$/],
  ['delivery.code', /track(ing)?_?(code|number)|rastre(io|amento)$/],
  ['delivery.url', /track(ing)?_?(url|link)$/],
  ['tracking.utm_source', /utm[._]?source$/],
  ['tracking.utm_medium', /utm[._]?medium$/],
  ['tracking.utm_campaign', /utm[._]?campaign$/],
  ['tracking.utm_content', /utm[._]?content$/],
  ['tracking.utm_term', /utm[._]?term$/],
  ['tracking.src', /(^|\.)src$/],
  ['tracking.sck', /(^|\.)sck$/],
  ['test', /(^|\.)(test|is_test|sandbox|test_mode)$/],
]

const MOST_LEAVES = 500

function leavesOf(value: unknown, path: BodyPath = []): Leaf[] {
  if (typeof value !== 'object' || value === null) {
    const name = path.join('.').toLowerCase()
    return value === null || value === undefined ? [] : [{ path, name, value: String(value) }]
  }
  return Object.entries(value)
    .flatMap(([name, held]) => leavesOf(held, [...path, name]))
    .slice(0, MOST_LEAVES)
}

/** A first proposal, by the names that stand in one body. A person looks at it before it counts. */
export function guessMapping(body: unknown, query: Readonly<Record<string, string>>): Mapping {
  const leaves = [...leavesOf(body), ...leavesOf(query, [IN_QUERY])]
  const taken = new Set<Leaf>()
  const found = new Map<string, Leaf>()
  for (const [field, names] of NAMES) {
    const leaf = leaves.find((each) => !taken.has(each) && names.test(each.name))
    if (leaf === undefined) continue
    taken.add(leaf)
    found.set(field, leaf)
  }
  const { event, ...fields } = Object.fromEntries(
    [...found].map(([field, { path }]) => [field, path]),
  )
  return {
    fields,
    event: event ?? [],
    events: {},
    money: moneyOf(found.get('order.amount')?.value),
    dates: datesOf(found.get('occurredAt')?.value),
    zone: ZONE,
    secret: { in: 'none' },
  }
}

function moneyOf(value: string | undefined): Mapping['money'] {
  if (value === undefined || /^\d+$/.test(value)) return 'cents'
  return /,\d{1,2}$/.test(value) ? 'decimal_comma' : 'decimal_dot'
}

function datesOf(value: string | undefined): Mapping['dates'] {
  if (value === undefined || /^\d{4}-\d\d-\d\dT/.test(value)) return 'iso'
  if (/^\d{13}$/.test(value)) return 'epoch_ms'
  if (/^\d{9,10}$/.test(value)) return 'epoch_s'
  return /^\d\d[/-]/.test(value) ? 'dmy_hms' : 'ymd_hms'
}
