// lib/simulator/dialects/rede-card.ts
import { randomBytes } from 'node:crypto'
import { localDateOf } from '@/lib/kernel/calendar'
import { brandOf, CARD_BRANDS } from '@/lib/kernel/card-brand'
import type { Forced, Said, World } from '../dialect'
import { HIDDEN_SEARCHES } from '../ledger'
import { transactionOf } from './rede-body'
import type { CardNode } from './rede-request'
import { said } from './rede-rules'
import { behaviourOf, isDebit } from './rede-sandbox'
import { cardOfToken } from './rede-vault'

type Own = World & { readonly merchant: string; readonly opened: boolean }

export function authorizeCard(sale: CardNode, world: Own, forced: Forced | null): Said | 'silence' {
  const card = sale.cardToken === '' ? sale : cardOfToken(world, sale)
  if (typeof card === 'string') return said(422, card, 'cardToken: not payable.')
  const { ledger, merchant } = world
  const { reference, amount, installments, statementName } = sale
  if (amount === 0) return zeroDollar(sale, card.expired, forced)
  const { cardNumber, expired } = card
  const brandId = brandOf(cardNumber) ?? 'visa'
  if (sale.cardToken !== '' && brandId === 'mastercard') {
    const broken = marksMissing(sale, world.now())
    if (broken !== null) return broken
  }
  const behaviour = forced === null ? behaviourOf(cardNumber, amount) : null
  if (behaviour?.kind === 'never_arrives') return 'silence'
  const refused = behaviour?.kind === 'refused' ? behaviour : null
  const code = forced?.code ?? refused?.code ?? (expired ? '112' : '00')
  const entry = ledger.add({
    acquirer: 'rede',
    merchant,
    reference,
    amount,
    installments,
    code,
    brandCode: forced === null ? (refused?.brandCode ?? null) : forced.brandCode,
    adviceCode: forced?.adviceCode ?? null,
    brand: CARD_BRANDS[brandId].label,
    cardNumber,
    statementName,
    approved: code === '00',
    extra: namesOf(sale, brandId),
  })
  if (code === '00' && sale.capture) ledger.capture(entry, amount)
  if (behaviour?.kind === 'late_approval') entry.hiddenSearches = HIDDEN_SEARCHES
  if (behaviour !== null && refused === null) return 'silence'
  return { status: code === '00' ? 201 : 422, body: transactionOf(entry, world) }
}

/** Since this day Mastercard links every charge of the merchant to the customer's first payment. */
const LINKED_SINCE = '2026-10-23'

function marksMissing({ credentialId, subscription, transactionLinkId }: CardNode, now: Date) {
  if (credentialId === '') return said(400, '3068', 'credentialId: Required parameter missing.')
  const linked = !subscription || transactionLinkId !== '' || localDateOf(now) < LINKED_SINCE
  return linked ? null : said(400, '3302', 'transactionLinkId: Invalid parameter size.')
}

/** The brand's own names of the payment; Mastercard links later charges by its 22 characters. */
const namesOf = ({ eci, transactionLinkId }: CardNode, brand: string) => ({
  brandTid: randomBytes(6).toString('hex'),
  ...(brand === 'mastercard' && {
    transactionLinkId: transactionLinkId || randomBytes(16).toString('base64url'),
  }),
  ...(eci && { eci }),
})

function zeroDollar(sale: CardNode, expired: boolean, forced: Forced | null): Said {
  const { reference, cardNumber, hasSecurityCode } = sale
  if (forced !== null) return said(422, forced.code, 'Not allowed.', { reference })
  if (isDebit(cardNumber)) return said(422, '170', 'Zero dollar not allowed.', { reference })
  if (!hasSecurityCode) return said(422, '172', 'CVC2 required.', { reference })
  if (expired) return said(422, '175', 'Zero dollar denied.', { reference })
  return said(200, '174', 'Zero dollar transaction success.', {
    reference,
    brand: {
      name: CARD_BRANDS[brandOf(cardNumber) ?? 'visa'].label,
      ...namesOf(sale, brandOf(cardNumber) ?? ''),
    },
  })
}
