// lib/simulator/dialects/cielo-voucher.ts
import { randomInt, randomUUID } from 'node:crypto'
import { instantAt, type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import { centavos, formatReais } from '@/lib/kernel/money'
import { printedLine, toSlip } from '../boleto'
import { toBrCode } from '../br-code'
import type { Call, Forced, Said, World } from '../dialect'
import type { Entry } from '../ledger'
import { toQrPng } from '../qr-image'
import { type Own, refuse, viewOf } from './cielo-answer'
import { absent, first, isDate, nodeOf, type Rule, type SaleNode, textOf } from './cielo-request'

const PIX_MAX_S = 86_400
const BOLETO_DAYS = 5
const DAY_MS = 24 * 60 * 60_000
const BANKS: Readonly<Record<string, string>> = {
  Simulado: '237',
  Bradesco2: '237',
  BancoDoBrasil2: '001',
  BancoDoBrasil3: '001',
}
const BRADESCO_NAME_MAX = 34

/** Who pays is named: the bank asks for it. */
function payerRules({ customer }: SaleNode): readonly Rule[] {
  const { Name, Identity, IdentityType } = customer ?? {}
  return [
    [customer !== null, 121, 'Customer is required'],
    [!absent(Name), 105, 'Customer Name is required'],
    [/^[0-9A-Z]{11}$|^[0-9A-Z]{14}$/.test(textOf(Identity)), 104, 'Customer Identity is required'],
    [!absent(IdentityType), 104, 'Customer IdentityType is required'],
  ]
}

const OFF = '422'

/** Codes that say nobody knows, and codes that end it. `422`: the merchant has no Pix. */
function failed(sale: SaleNode, own: Own, { code }: Forced): Said {
  if (code === OFF) {
    return { status: 422, body: [{ Code: 422, Message: 'Error on Merchant Integration' }] }
  }
  const entry = own.ledger.add({ ...known(sale, own, code), approved: false })
  if (code.startsWith('BP9')) entry.unfinished = true
  return { status: 201, body: viewOf(entry, own.now()) }
}

const known = ({ reference, amount, type }: SaleNode, { merchant }: Own, code: string) => ({
  acquirer: 'cielo',
  merchant,
  reference,
  amount,
  installments: 1,
  code,
  brand: '',
  cardNumber: '',
  method: type === 'Pix' ? ('pix' as const) : ('boleto' as const),
})

export function issuePix(sale: SaleNode, own: Own, forced: Forced | null): Said {
  const life = nodeOf(sale.payment.QrCode)?.Expiration ?? PIX_MAX_S
  const seconds = Number(life)
  const complaint = first([
    ...payerRules(sale),
    [sale.payment.Provider === 'Cielo2', 133, 'Provider is not supported for this Payment Type'],
    [
      Number.isInteger(life) && seconds > 0 && seconds <= PIX_MAX_S,
      0,
      'QrCode.Expiration must be up to 86400 seconds',
    ],
  ])
  if (complaint !== null) return refuse(complaint)
  if (forced !== null) return failed(sale, own, forced)
  const { amount } = sale
  const txid = randomUUID().replaceAll('-', '')
  const copyPaste = toBrCode({ location: `qrcode.simulado.local/v2/${txid}`, amount })
  const now = own.now()
  const entry = own.ledger.add({
    ...known(sale, own, '0'),
    approved: true,
    expiresAt: new Date(now.getTime() + seconds * 1_000).toISOString(),
    payAfterMs: own.payAfterMs(amount),
    extra: { txid, copyPaste },
  })
  const { Payment, ...order } = viewOf(entry, now)
  const picture = { QrcodeBase64Image: toQrPng(copyPaste) }
  return { status: 201, body: { ...order, Payment: { ...Payment, ...picture } } }
}

export function issueBoleto(
  sale: SaleNode,
  own: Own,
  { headers }: Call,
  forced: Forced | null,
): Said {
  const { payment, amount, customer } = sale
  const provider = textOf(payment.Provider)
  const bank = BANKS[provider]
  const now = own.now()
  const today = localDateOf(now)
  const usual = localDateOf(new Date(now.getTime() + BOLETO_DAYS * DAY_MS))
  const due = absent(payment.ExpirationDate) ? usual : textOf(payment.ExpirationDate)
  const long = textOf(customer?.Name).length > BRADESCO_NAME_MAX
  const complaint = first([
    ...payerRules(sale),
    [!absent(provider), 129, 'Provider is required for this Payment Type'],
    [bank !== undefined, 133, 'Provider is not supported for this Payment Type'],
    [provider !== 'Bradesco2' || !long, 105, 'Customer Name length exceeded'],
    [isDate(due) && due >= today, 126, 'Expiration Date is invalid'],
  ])
  if (complaint !== null || bank === undefined) return refuse(complaint ?? UNSUPPORTED)
  if (forced !== null) return failed(sale, own, forced)
  const number = String(randomInt(1e10)).padStart(11, '0')
  const free = `${String(randomInt(1e14 - 1)).padStart(14, '0')}${number}`
  const { barcode, line } = toSlip({ bank, due, amount, free })
  const id = randomUUID()
  const url = `http://${textOf(headers.host) || '127.0.0.1'}/boleto/${id}`
  const entry = own.ledger.add({
    ...known(sale, own, '0'),
    approved: true,
    expiresAt: instantAt(due as LocalDate, '23:59').toISOString(),
    extra: { provider, number, barcode, line: printedLine(line), url, page: id },
  })
  own.shelf('cielo.boletos').set(id, entry.key)
  return { status: 201, body: viewOf(entry, now) }
}

const UNSUPPORTED = { Code: 133, Message: 'Provider is not supported for this Payment Type' }

/** What the buyer opens to print: anybody who has the address may. */
export function boletoPage({ method, path }: Call, { ledger, shelf }: World): Said | null {
  const [, id] = /^\/boleto\/([\da-f-]{36})$/.exec(path) ?? []
  if (method !== 'GET' || id === undefined) return null
  const key = shelf('cielo.boletos').get(id)
  const entry = typeof key === 'string' ? ledger.byKey('cielo', key) : undefined
  if (entry === undefined) return { status: 404, body: null }
  return { status: 200, body: null, text: pageOf(entry), headers: HTML }
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }

const pageOf = ({ amount, extra, expiresAt, status }: Entry) => `<!doctype html>
<html lang="pt-BR"><meta charset="utf-8"><title>Boleto simulado</title>
<meta name="viewport" content="width=device-width">
<body style="font:16px/1.5 system-ui;max-width:42rem;margin:2rem auto;padding:0 1rem">
<h1 style="font-size:1.25rem">Boleto simulado</h1>
<p>${STATE[status] ?? 'Este boleto não pode mais ser pago.'}</p>
<p><b>${formatReais(centavos(amount))}</b>, vence em ${expiresAt === null ? '' : dayOf(expiresAt)}</p>
<p style="font-family:ui-monospace,monospace;overflow-wrap:anywhere">${extra.line}</p>
<p>Código de barras: <span style="font-family:ui-monospace,monospace">${extra.barcode}</span></p>
</body></html>`

const STATE: Readonly<Partial<Record<Entry['status'], string>>> = {
  waiting: 'Nenhum banco de verdade conhece este boleto: ele serve para testes.',
  captured: 'Este boleto já foi pago no simulador.',
}

const dayOf = (instant: string) => localDateOf(new Date(instant)).split('-').toReversed().join('/')
