// lib/simulator/dialects/rede-request.ts
import { brandOf } from '@/lib/kernel/card-brand'
import { type PixNode, pixRules, readPix } from './rede-pix-request'
import {
  absent,
  firstBroken,
  type Node,
  nodeOf,
  numberOf,
  type Rule,
  readObject,
  textOf,
} from './rede-rules'
import { threeDsRules } from './rede-three-ds'

export type CardNode = {
  readonly kind: 'credit'
  readonly reference: string
  readonly amount: number
  readonly installments: number
  readonly capture: boolean
  /** Empty where a token pays. */
  readonly cardNumber: string
  readonly expired: boolean
  readonly hasSecurityCode: boolean
  readonly statementName: string
  /** Empty where a number pays. */
  readonly cardToken: string
  readonly cryptogram: string
  /** Started by the merchant: the customer is not there. */
  readonly subscription: boolean
  readonly storageCard: string
  readonly credentialId: string
  readonly transactionLinkId: string
  readonly eci: string
}
export type TransactionNode = CardNode | PixNode

/** The body of POST /v2/transactions, or the returnCode of its first fault. */
export function readTransaction(body: string, now: Date): TransactionNode | string {
  const node = readObject(body)
  if (node === null) return '167'
  const { reference, amount, capture, kind } = node
  const isPix = textOf(kind).toLowerCase() === 'pix'
  const rules: readonly Rule[] = [
    [absent(capture) || typeof capture === 'boolean', '158'],
    [absent(kind) || ['credit', 'debit', 'pix', 'Pix'].includes(textOf(kind)), '76'],
    [absent(kind) || kind === 'credit' || isPix, '51'],
    [!absent(reference), '41'],
    [textOf(reference).length <= 16, '39'],
    [/^[A-Za-z0-9]+$/.test(textOf(reference)), '40'],
    [!absent(amount), '73'],
    [Number.isSafeInteger(amount) && Number(amount) >= 0, '71'],
    [String(amount).length <= 10, '70'],
    ...(isPix ? pixRules(node, now) : cardRules(node)),
  ]
  const broken = firstBroken(rules)
  if (broken !== null) return broken
  return isPix ? readPix(node) : readCard(node, now)
}

function readCard(node: Node, now: Date): CardNode {
  const { installments } = node
  const year = numberOf(node.expirationYear)
  const ends = Date.UTC(year < 100 ? 2000 + year : year, numberOf(node.expirationMonth), 1)
  return {
    kind: 'credit',
    reference: textOf(node.reference),
    amount: Number(node.amount),
    installments: absent(installments) ? 1 : Number(installments),
    capture: node.capture !== false,
    cardNumber: textOf(node.cardNumber),
    expired: ends <= now.getTime(),
    hasSecurityCode: !absent(node.securityCode),
    statementName: textOf(node.softDescriptor),
    cardToken: textOf(node.cardToken),
    cryptogram: textOf(node.tokenCryptogram),
    subscription: node.subscription === true,
    storageCard: textOf(node.storageCard),
    credentialId: textOf(nodeOf(node.transactionCredentials)?.credentialId),
    transactionLinkId: textOf(node.transactionLinkId),
    eci: textOf(nodeOf(node.threeDSecure)?.eci),
  }
}

function cardRules(node: Node): readonly Rule[] {
  const { installments, subscription, storageCard } = node
  const descriptor = textOf(node.softDescriptor)
  const credentialId = textOf(nodeOf(node.transactionCredentials)?.credentialId)
  const code = textOf(node.securityCode)
  const brand = brandOf(textOf(node.cardNumber))
  return [
    [absent(installments) || Number.isInteger(installments), '50'],
    [absent(installments) || Number(installments) >= 2, '54'],
    [absent(installments) || Number(installments) <= 12, '151'],
    ...(absent(node.cardToken) ? numberRules(node) : []),
    [absent(node.securityCode) || code.length <= 4, '15'],
    [absent(node.securityCode) || /^\d{3,4}$/.test(code), '16'],
    [descriptor.length <= 18, '31'],
    [absent(node.softDescriptor) || /^[A-Za-z0-9 ]+$/.test(descriptor), '32'],
    [absent(subscription) || typeof subscription === 'boolean', '61'],
    [absent(storageCard) || ['0', '1', '2'].includes(textOf(storageCard)), '56'],
    // Mastercard names the category of every card that is stored.
    [
      brand !== 'mastercard' || !['1', '2'].includes(textOf(storageCard)) || credentialId !== '',
      '3068',
    ],
    [credentialId.length <= 4, '3070'],
    [textOf(node.brandTid).length <= 32, '48'],
    [absent(node.transactionLinkId) || textOf(node.transactionLinkId).length === 22, '3302'],
    ...threeDsRules(nodeOf(node.threeDSecure), brand),
  ]
}

export function numberRules(node: Node): readonly Rule[] {
  const number = textOf(node.cardNumber)
  const holder = textOf(node.cardholderName)
  const month = numberOf(node.expirationMonth)
  const year = numberOf(node.expirationYear)
  return [
    [holder.length <= 30, '55'],
    [/^[A-Za-z0-9 ]*$/.test(holder), '59'],
    [!absent(node.cardNumber), '38'],
    [number.length >= 13 && number.length <= 19, '36'],
    [/^\d+$/.test(number), '37'],
    [!absent(node.expirationMonth), '35'],
    [Number.isInteger(month) && month >= 1 && month <= 12, '33'],
    [!absent(node.expirationYear), '3'],
    [Number.isInteger(year), '2'],
    [[2, 4].includes(String(year).length), '1'],
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
