// lib/simulator/dialects/rede-vault.ts
import { randomBytes, randomUUID } from 'node:crypto'
import { brandOf, CARD_BRANDS } from '@/lib/kernel/card-brand'
import type { Call, Forced, Said, World } from '../dialect'
import type { Operation } from '../faults'
import { numberRules } from './rede-request'
import { firstBroken, numberOf, readObject, said, textOf } from './rede-rules'

type Own = World & { readonly merchant: string }

/** First six and last four, as of every card here: a number is kept nowhere. */
type Kept = {
  readonly merchant: string
  readonly bin: string
  readonly last4: string
  readonly expiresAt: number
  readonly brandTid: string
  /** The looks that still see it pending. */
  pending: number
  cryptogram: string
}

const PATH = /^(?:\/redelabs)?\/token-service\/oauth\/v2\/(tokenization|cryptogram)(?:\/([^/]+))?$/
/** The brands that make tokens here. */
const BRANDS = new Set(['visa', 'mastercard', 'elo'])

/** Which fault meets a call: to make something is like an authorisation, to look is a query. */
export function vaultOperationOf({ method, path }: Call): Operation | null {
  const [matched, noun, id] = PATH.exec(path) ?? []
  if (matched === undefined) return null
  if (method === 'GET') return noun === 'tokenization' && id !== undefined ? 'query' : null
  if (method === 'PUT') return noun === 'tokenization' && id !== undefined ? 'void' : null
  return method === 'POST' && (noun === 'cryptogram') === (id !== undefined) ? 'authorize' : null
}

const cardsOf = (world: World) => world.shelf('rede.cards')
const find = (world: Own, id = '') => {
  const kept = cardsOf(world).get(id) as Kept | undefined
  return kept?.merchant === world.merchant ? kept : undefined
}

/** The codes of this service are its own: its 27 is not the 27 of a payment. */
export function answerVault(call: Call, world: Own, forced: Forced | null): Said {
  const [, noun, id] = PATH.exec(call.path) ?? []
  if (forced !== null) return said(422, forced.code, 'Not allowed.')
  if (id === undefined) return tokenize(call, world)
  const kept = find(world, id)
  if (kept === undefined) return said(404, '52', 'Tokenization not found.')
  if (noun === 'cryptogram') return makeCryptogram(kept, id)
  if (call.method === 'PUT') return remove(call, world, id)
  return show(kept, id)
}

function tokenize({ body }: Call, world: Own): Said {
  const node = readObject(body)
  if (node === null) return said(400, '167', 'Invalid JSON.')
  const broken = firstBroken([
    [/^\S+@\S+\.\S+$/.test(textOf(node.email)), '56'],
    [[0, 1, 2].includes(numberOf(node.storageCard)), '56'],
    [textOf(node.kind) === 'credit', '76'],
    ...numberRules(node),
  ])
  if (broken !== null) return said(400, broken, 'Invalid parameter.')
  if (numberOf(node.storageCard) !== 2) return said(422, '52', 'Tokenization refused.')
  const number = textOf(node.cardNumber)
  if (!BRANDS.has(brandOf(number) ?? '')) return said(422, '27', 'Brand not enabled.')
  const tokenizationId = randomUUID()
  const kept: Kept = {
    merchant: world.merchant,
    bin: number.slice(0, 6),
    last4: number.slice(-4),
    expiresAt: Date.UTC(numberOf(node.expirationYear), numberOf(node.expirationMonth), 1),
    brandTid: randomBytes(8).toString('hex'),
    pending: 1,
    cryptogram: '',
  }
  cardsOf(world).set(tokenizationId, kept)
  return { status: 201, body: { returnCode: '00', returnMessage: 'Success.', tokenizationId } }
}

/** The brand takes its time: the first look still finds it pending. */
function show(kept: Kept, tokenizationId: string): Said {
  const tokenizationStatus = isActive(kept) ? 'Active' : 'Pending'
  if (kept.pending > 0) kept.pending--
  const { last4, brandTid } = kept
  const brand = {
    name: CARD_BRANDS[brandOf(kept.bin) ?? 'visa'].label,
    tokenStatus: tokenizationStatus,
    brandTid,
  }
  return { status: 200, body: { tokenizationId, tokenizationStatus, brand, last4 } }
}

/** Reason 1 or 2; what was deleted pays nothing any more. */
function remove({ body }: Call, world: Own, tokenizationId: string): Said {
  const { tokenizationStatus, reason } = readObject(body) ?? {}
  if (tokenizationStatus !== 'Deleted' || ![1, 2].includes(numberOf(reason))) {
    return said(400, '56', 'Invalid parameter.')
  }
  cardsOf(world).delete(tokenizationId)
  return { status: 200, body: { returnCode: '00', tokenizationId, tokenizationStatus } }
}

const isActive = ({ pending }: Kept) => pending === 0

function makeCryptogram(kept: Kept, tokenizationId: string): Said {
  if (!isActive(kept)) return said(422, '38', 'Cryptogram unavailable.')
  kept.cryptogram = randomBytes(20).toString('base64')
  return { status: 201, body: { tokenizationId, tokenCryptogram: kept.cryptogram } }
}

/** What pays in place of a number, or the returnCode of why it does not. A cryptogram pays once. */
export function cardOfToken(
  world: Own,
  { cardToken, cryptogram, subscription }: Charge,
): { readonly cardNumber: string; readonly expired: boolean } | string {
  const kept = find(world, cardToken)
  if (kept === undefined || !isActive(kept)) return '101'
  if (!subscription) {
    if (cryptogram === '') return '3067'
    if (cryptogram !== kept.cryptogram) return '3021'
    kept.cryptogram = ''
  }
  const expired = kept.expiresAt <= world.now().getTime()
  return { cardNumber: `${kept.bin}${kept.last4}`, expired }
}

type Charge = {
  readonly cardToken: string
  readonly cryptogram: string
  readonly subscription: boolean
}
