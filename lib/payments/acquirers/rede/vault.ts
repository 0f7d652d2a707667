// lib/payments/acquirers/rede/vault.ts
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import type { HttpReply } from '@/lib/platform/http'
import type { KeepCardRequest } from '../../acquirer'
import type { Answer, RefusalReason } from '../../outcome'
import { causeOf, contradicts } from '../../read-json'
import { APPROVED } from './codes'
import { readBody, text, type Undone } from './reply'
import { cryptogramPath, toDeletion, tokenizationPath, toTokenization } from './request'
import type { Wire } from './wire'

const Said = z.object({
  returnCode: text,
  returnMessage: text,
  tokenizationId: text,
  tokenizationStatus: text,
  tokenCryptogram: text,
  cryptogramInfo: z.object({ tokenCryptogram: text }).nullish(),
})
type Said = z.infer<typeof Said>
type NotSent = Extract<Undone, { kind: 'not_sent' }>

/** How long the brand is waited for: most tokens are active at the first look. */
const PAUSES_MS = [0, 500, 1_000, 2_000] as const
const ENDED = new Set(['Inactive', 'Suspended', 'Deleted', 'Failed'])

/** The brand makes the token; nothing is charged and, so that no retry is counted, nothing checked. */
export async function keepCard(
  ctx: Ctx,
  wire: Wire,
  { card, payer }: KeepCardRequest,
): Promise<Answer<{ readonly token: Secret }>> {
  const made = read(await wire.postService(ctx, 'tokenization', toTokenization(card, payer.email)))
  if ('kind' in made) return made
  const { tokenizationId } = made
  if (tokenizationId === '') return denied(made)
  let state = ''
  for (const pauseMs of PAUSES_MS) {
    if (pauseMs > 0) await ctx.wait(pauseMs)
    const seen = read(await wire.getService(ctx, `tokenization/${tokenizationId}`))
    state = 'kind' in seen ? state : seen.tokenizationStatus
    if (state === 'Active') return { kind: 'done', value: { token: new Secret(tokenizationId) } }
    if (ENDED.has(state)) return denied({ ...made, returnCode: state })
  }
  return { kind: 'unknown', cause: `the token is ${state || 'not seen'}` }
}

/** Gone already is as good as forgotten. */
export async function forgetCard(ctx: Ctx, wire: Wire, token: Secret): Promise<Answer<object>> {
  const said = read(await wire.putService(ctx, tokenizationPath(token), toDeletion))
  if ('kind' in said) return said
  const { returnCode, tokenizationStatus } = said
  if (returnCode === APPROVED || returnCode === GONE || tokenizationStatus === 'Deleted') {
    return { kind: 'done', value: {} }
  }
  return denied(said)
}

/** "Status", of a token that is no more. */
const GONE = '52'

/** Good for one payment that the customer makes. Without it that payment is not sent. */
export async function askCryptogram(
  ctx: Ctx,
  wire: Wire,
  token: Secret,
): Promise<string | NotSent> {
  const said = read(await wire.postService(ctx, cryptogramPath(token), {}))
  if ('kind' in said) return { kind: 'not_sent', cause: `no cryptogram: ${causeOf(said)}` }
  const cryptogram = said.tokenCryptogram || said.cryptogramInfo?.tokenCryptogram
  return cryptogram || { kind: 'not_sent', cause: `no cryptogram: ${said.returnCode}` }
}

/** The codes of this service are numbers of their own: its 27 is not the 27 of a payment. */
const REASONS: Readonly<Record<string, RefusalReason>> = { '27': 'brand_unsupported' }

function denied({ returnCode, returnMessage }: Said): Undone {
  if (returnCode === '' || returnCode === APPROVED) return contradicts('an answer without a token')
  const reason = REASONS[returnCode] ?? 'not_processed'
  return {
    kind: 'refused',
    refusal: { code: `token ${returnCode}`, reason, message: returnMessage },
  }
}

const read = (reply: HttpReply): Said | Undone => readBody(reply, Said)
