// lib/simulator/dialects/rede-request.ts

type Rule = readonly [holds: boolean, code: string]

export type TransactionNode = {
  readonly reference: string
  readonly amount: number
  readonly installments: number
  readonly capture: boolean
  readonly cardNumber: string
  readonly expired: boolean
  readonly hasSecurityCode: boolean
  readonly statementName: string
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const absent = (value: unknown) => value === undefined || value === null || value === ''

/** Numbers, though the documentation also shows them as text. */
const numberOf = (value: unknown) =>
  typeof value === 'number' || /^\d+$/.test(textOf(value)) ? Number(value) : Number.NaN

/** The body of POST /v2/transactions, or the returnCode of its first fault. */
export function readTransaction(body: string, now: Date): TransactionNode | string {
  const node = readObject(body)
  if (node === null) return '167'
  const { reference, amount, installments, capture, kind } = node
  const month = numberOf(node.expirationMonth)
  const year = numberOf(node.expirationYear)
  const rules: readonly Rule[] = [
    [absent(capture) || typeof capture === 'boolean', '158'],
    [absent(kind) || ['credit', 'debit', 'pix', 'Pix'].includes(textOf(kind)), '76'],
    [absent(kind) || kind === 'credit', '51'],
    [!absent(reference), '41'],
    [textOf(reference).length <= 16, '39'],
    [/^[A-Za-z0-9]+$/.test(textOf(reference)), '40'],
    [!absent(amount), '73'],
    [Number.isSafeInteger(amount) && Number(amount) >= 0, '71'],
    [String(amount).length <= 10, '70'],
    [absent(installments) || Number.isInteger(installments), '50'],
    [absent(installments) || Number(installments) >= 2, '54'],
    [absent(installments) || Number(installments) <= 12, '151'],
    ...cardRules(node),
    [!absent(node.expirationMonth), '35'],
    [Number.isInteger(month) && month >= 1 && month <= 12, '33'],
    [!absent(node.expirationYear), '3'],
    [Number.isInteger(year), '2'],
    [[2, 4].includes(String(year).length), '1'],
  ]
  const broken = rules.find(([holds]) => !holds)
  if (broken !== undefined) return broken[1]
  return {
    reference: textOf(reference),
    amount: Number(amount),
    installments: absent(installments) ? 1 : Number(installments),
    capture: capture !== false,
    cardNumber: textOf(node.cardNumber),
    expired: new Date(Date.UTC(year < 100 ? 2000 + year : year, month, 1)) <= now,
    hasSecurityCode: !absent(node.securityCode),
    statementName: textOf(node.softDescriptor),
  }
}

function cardRules(node: Readonly<Record<string, unknown>>): readonly Rule[] {
  const number = textOf(node.cardNumber)
  const holder = textOf(node.cardholderName)
  const code = textOf(node.securityCode)
  const descriptor = textOf(node.softDescriptor)
  return [
    [holder.length <= 30, '55'],
    [/^[A-Za-z0-9 ]*$/.test(holder), '59'],
    [!absent(node.cardNumber), '38'],
    [number.length >= 13 && number.length <= 19, '36'],
    [/^\d+$/.test(number), '37'],
    [absent(node.securityCode) || code.length <= 4, '15'],
    [absent(node.securityCode) || /^\d{3,4}$/.test(code), '16'],
    [descriptor.length <= 18, '31'],
    [absent(node.softDescriptor) || /^[A-Za-z0-9 ]+$/.test(descriptor), '32'],
  ]
}

/** The amount of a capture or a refund, or the returnCode of what is wrong with it. */
export function readAmount(body: string): number | string {
  const node = readObject(body)
  if (node === null) return '167'
  if (absent(node.amount)) return '73'
  const { amount } = node
  return Number.isSafeInteger(amount) && Number(amount) > 0 ? Number(amount) : '71'
}

function readObject(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const node: unknown = JSON.parse(body)
    return typeof node === 'object' && node !== null && !Array.isArray(node) ? { ...node } : null
  } catch {
    return null
  }
}
