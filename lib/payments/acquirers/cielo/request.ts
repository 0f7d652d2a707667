// lib/payments/acquirers/cielo/request.ts
import { localDateOf } from '@/lib/kernel/calendar'
import type { CardBrand } from '@/lib/kernel/card-brand'
import type {
  AuthorizeRequest,
  Card,
  ChargeKeptRequest,
  IssueRequest,
  KeepCardRequest,
  Payer,
  ThreeDs,
} from '../../acquirer'
import { plainName } from '../../plain-name'
import { CIELO_BRANDS } from './codes'

const HOLDER_MAX = 25
const NAME_MAX = 255
/** Bradesco prints no more of a name on a boleto; the other banks print more. */
const BOLETO_NAME_MAX = 34
const CPF_LENGTH = 11
const PIX_MAX_S = 86_400

const brandOf = (brand: CardBrand | null) => (brand === null ? '' : (CIELO_BRANDS[brand] ?? ''))

const expiryOf = ({ month, year }: Card['expiry']) => `${String(month).padStart(2, '0')}/${year}`

/** Since July 2025 without digits and marks; accents stay. */
const nameOf = (name: string, max: number) =>
  name
    .replace(/[^\p{L}\p{M} ]|[ªº]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, max)
    .trim()

const toCustomer = ({ name, document, email }: Payer, max = NAME_MAX) => ({
  Name: nameOf(name, max),
  Identity: document,
  IdentityType: document.length === CPF_LENGTH ? 'CPF' : 'CNPJ',
  Email: email,
})

const toCard = (card: Card) => ({
  CardNumber: card.number.reveal(),
  Holder: plainName(card.holder, HOLDER_MAX),
  ExpirationDate: expiryOf(card.expiry),
  SecurityCode: card.securityCode.reveal(),
  Brand: brandOf(card.brand),
})

const toAuthentication = ({ eci, cavv, xid, version, transactionId }: ThreeDs) => ({
  Eci: eci,
  ...(cavv !== null && { Cavv: cavv }),
  ...(xid !== null && { Xid: xid }),
  ...(version !== null && { Version: version }),
  ...(transactionId !== null && { ReferenceId: transactionId }),
})

type Charge = Omit<AuthorizeRequest, 'card' | 'threeDs'>

/** `Capture` is always false: see `charge.ts`. */
const toCharge = (
  { reference, amount, installments, interestBy, statementName, payer }: Charge,
  more: object,
) => ({
  MerchantOrderId: reference,
  ...(payer && { Customer: toCustomer(payer) }),
  Payment: {
    Type: 'CreditCard',
    Amount: amount,
    Currency: 'BRL',
    Country: 'BRA',
    Installments: installments,
    Interest: installments > 1 && interestBy === 'issuer' ? 'ByIssuer' : 'ByMerchant',
    Capture: false,
    ...(statementName && { SoftDescriptor: statementName }),
    ...more,
  },
})

export const toSale = ({ card, threeDs, firstOfMany, ...charge }: AuthorizeRequest) =>
  toCharge(charge, {
    Authenticate: threeDs !== undefined,
    ...(threeDs && { ExternalAuthentication: toAuthentication(threeDs) }),
    ...(firstOfMany && toFirst(card.brand)),
    CreditCard: {
      ...toCard(card),
      ...(firstOfMany && { CardOnFile: { Usage: 'First', Reason: 'Recurring' } }),
    },
  })

/** Mastercard wants to know who starts a series. */
const toFirst = (brand: CardBrand | null) =>
  brand === 'mastercard'
    ? { InitiatedTransactionIndicator: { Category: 'C1', Subcategory: 'Subscription' } }
    : {}

/**
 * The customer's own first charge of a kept card brings the code and is marked C1; what the merchant
 * charges afterwards is M1 and carries the networks' names of that first one. One touch is the
 * customer's too, and no part of a series.
 */
export function toKeptSale({ card, ...charge }: ChargeKeptRequest) {
  const { issuerTransactionId, transactionLinkId } = card.networkIds ?? {}
  const { oneTouch = false } = card
  const byCustomer = card.securityCode !== null || oneTouch
  return toCharge(charge, {
    Authenticate: false,
    Recurrent: charge.installments === 1 && !oneTouch,
    ...(issuerTransactionId && { IssuerTransactionId: issuerTransactionId }),
    ...(transactionLinkId && { TransactionLinkId: transactionLinkId }),
    ...(card.brand === 'mastercard' && {
      InitiatedTransactionIndicator: {
        Category: byCustomer ? 'C1' : 'M1',
        Subcategory: oneTouch ? 'CredentialsOnFile' : 'Subscription',
      },
    }),
    CreditCard: {
      CardToken: card.token.reveal(),
      Brand: brandOf(card.brand),
      ...(card.securityCode !== null && { SecurityCode: card.securityCode.reveal() }),
      CardOnFile: oneTouch
        ? { Usage: 'Used', Reason: 'Unscheduled' }
        : { Usage: byCustomer ? 'First' : 'Used', Reason: 'Recurring' },
    },
  })
}

export const toKeep = ({ card, payer }: KeepCardRequest) => {
  const { SecurityCode: _, ...kept } = toCard(card)
  return { CustomerName: nameOf(payer.name, NAME_MAX), ...kept }
}

/** `First`: what is verified without a charge is a card that will be charged later. */
export const toZeroAuth = (card: Card) => ({
  CardType: 'CreditCard',
  SaveCard: 'false',
  ...toCard(card),
  CardOnFile: { Usage: 'First', Reason: 'Recurring' },
})

/** Cielo counts a Pix in seconds from when it takes the request, and no longer than a day. */
export const pixLifeS = ({ expiresAt }: IssueRequest, now: Date) =>
  Math.min(PIX_MAX_S, Math.floor((expiresAt.getTime() - now.getTime()) / 1_000))

export const toPix = ({ reference, amount, payer }: IssueRequest, lifeS: number) => ({
  MerchantOrderId: reference,
  Customer: toCustomer(payer),
  Payment: { Type: 'Pix', Provider: 'Cielo2', Amount: amount, QrCode: { Expiration: lifeS } },
})

export const toBoleto = (
  { reference, amount, payer, expiresAt }: IssueRequest,
  provider: string,
) => ({
  MerchantOrderId: reference,
  Customer: toCustomer(payer, BOLETO_NAME_MAX),
  Payment: {
    Type: 'Boleto',
    Provider: provider,
    Amount: amount,
    ExpirationDate: localDateOf(expiresAt),
  },
})
