// lib/payments/acquirers/rede/request.ts
import { localTimeOf } from '@/lib/kernel/calendar'
import type { CardBrand } from '@/lib/kernel/card-brand'
import type { Secret } from '@/lib/kernel/secret'
import type {
  AuthorizeRequest,
  Card,
  ChargeKeptRequest,
  IssueRequest,
  ThreeDs,
} from '../../acquirer'
import { plainName } from '../../plain-name'

const HOLDER_MAX = 30
const QR_LIFE_MAX_MS = 15 * 24 * 60 * 60_000

/**
 * Which category a stored card is charged under, asked of Mastercard alone. Rede numbers them in
 * the manual that only merchants are given: this one is to be proved in homologation.
 */
const STORED_CREDENTIAL = '01'

export const toCard = (card: Card) => ({
  cardholderName: plainName(card.holder, HOLDER_MAX),
  cardNumber: card.number.reveal(),
  expirationMonth: card.expiry.month,
  expirationYear: card.expiry.year,
  securityCode: card.securityCode.reveal(),
})

/** What the shop's own 3-D Secure server found out. `05` and `5` are one ECI; Rede writes `5`. */
const toThreeDSecure = ({ eci, cavv, xid, transactionId }: ThreeDs) => ({
  embedded: false,
  eci: eci.replace(/^0(?=\d)/, ''),
  ...(cavv !== null && { cavv }),
  ...(xid !== null && { xid }),
  ...(transactionId !== null && { directoryServerTransactionId: transactionId }),
  threeDIndicator: '2',
})

/**
 * `capture` is said out loud: Rede's default is true, Cielo's is false. A merchant that may not name
 * itself is answered 63: the backup takes the sale and a finding says what to put right at Rede.
 */
const toCredit = ({
  reference,
  amount,
  installments,
  statementName,
}: Omit<AuthorizeRequest, 'card'>) => ({
  capture: false,
  kind: 'credit',
  reference,
  amount,
  ...(installments > 1 && { installments }),
  ...(statementName && { softDescriptor: statementName }),
})

export const toTransaction = (request: AuthorizeRequest) => ({
  ...toCredit(request),
  ...toCard(request.card),
  ...(request.firstOfMany && { storageCard: '1', ...credentialsOf(request.card.brand) }),
  ...(request.threeDs && { threeDSecure: toThreeDSecure(request.threeDs) }),
})

const credentialsOf = (brand: CardBrand | null) =>
  brand === 'mastercard' ? { transactionCredentials: { credentialId: STORED_CREDENTIAL } } : {}

/** Holds nothing and is no sale. */
export const toZeroDollar = (reference: string, card: Card) => ({
  capture: false,
  kind: 'credit',
  reference,
  amount: 0,
  storageCard: '0',
  ...toCard(card),
})

/**
 * A charge of the merchant goes without code and cryptogram, and names the customer's own first
 * payment; one the customer makes has both, and one touch has the cryptogram alone.
 */
export const toKeptTransaction = (request: ChargeKeptRequest, cryptogram: string | null) => {
  const { token, brand, securityCode, networkIds } = request.card
  return {
    ...toCredit(request),
    cardToken: token.reveal(),
    storageCard: '2',
    subscription: cryptogram === null,
    ...(securityCode !== null && { securityCode: securityCode.reveal() }),
    ...(cryptogram !== null && { tokenCryptogram: cryptogram }),
    ...credentialsOf(brand),
    ...(networkIds?.brandTid && { brandTid: networkIds.brandTid }),
    ...(networkIds?.transactionLinkId && { transactionLinkId: networkIds.transactionLinkId }),
  }
}

/** A clock in São Paulo without its zone, to the second, and at most fifteen days ahead. */
export const toPix = ({ reference, amount, expiresAt }: IssueRequest, now: Date) => {
  const last = Math.min(expiresAt.getTime(), now.getTime() + QR_LIFE_MAX_MS)
  return {
    kind: 'pix',
    reference,
    amount,
    qrCode: { dateTimeExpiration: localTimeOf(new Date(last)) },
  }
}

/** `storageCard` is a number here and a text in a payment: two services, two habits. */
export const toTokenization = (card: Card, email: string) => ({
  email,
  ...toCard(card),
  kind: 'credit',
  storageCard: 2,
  embeddedZeroDollar: false,
})

export const cryptogramPath = (token: Secret) => `cryptogram/${token.reveal()}`

export const tokenizationPath = (token: Secret) => `tokenization/${token.reveal()}`

/**
 * Reason 1: the merchant has no use for it any more. The words of this call stand in the manual that
 * only merchants are given: to be proved in homologation. Whatever is said, our copy goes.
 */
export const toDeletion = { tokenizationStatus: 'Deleted', reason: 1 } as const
