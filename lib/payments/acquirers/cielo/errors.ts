// lib/payments/acquirers/cielo/errors.ts
import { z } from 'zod'
import type { Answer, RefusalReason } from '../../outcome'
import { readJson } from '../../read-json'

const Errors = z.array(
  z.object({
    Code: z.coerce.number(),
    Message: z
      .string()
      .nullish()
      .transform((said) => said ?? ''),
  }),
)

/** Errors of the form, HTTP 400, that a buyer can correct. Every other 400 is our own fault. */
const REASONS: readonly (readonly [RefusalReason, readonly number[]])[] = [
  ['card_data_wrong', [117, 118, 127, 128, 174, 177, 213, 214]],
  ['card_expired', [125, 126]],
  ['security_code_wrong', [146]],
  ['installments_wrong', [123]],
  ['brand_unsupported', [57, 182, 185]],
]
const REASON = new Map(REASONS.flatMap(([reason, codes]) => codes.map((code) => [code, reason])))

export const reasonOfFormError = (code: string): RefusalReason | null =>
  REASON.get(Number(code)) ?? null

/** The order number is taken: an earlier delivery of this very request got through. */
const TAKEN = 302

/** Who we are, or where we come from, was refused: nothing was done to the sale. */
const SETUP = new Set([2, 101, 114, 115, 116, 120, 131, 132, 172, 300, 301, 306, 314])

export type Complaint = { readonly code: string; readonly message: string }

export function readComplaint(body: string): Complaint | null {
  const [error] = Errors.safeParse(readJson(body)).data ?? []
  return error === undefined ? null : { code: `${error.Code}`, message: error.Message }
}

type NotDone = Exclude<Answer<never>, { kind: 'done' }>

/** A request that never became a payment: the buyer mistyped, or our own set-up is at fault. */
export function readRejected(status: number, body: string): NotDone {
  const complaint = readComplaint(body)
  if (complaint === null) return { kind: 'not_sent', cause: `http_${status}` }
  const { code, message } = complaint
  if (Number(code) === TAKEN) return { kind: 'unknown', cause: `http_${status} ${code}` }
  const reason = reasonOfFormError(code)
  if (reason === null) return { kind: 'not_sent', cause: `http_${status} ${code}` }
  return { kind: 'refused', refusal: { code, reason, message } }
}

export const isSetup = ({ code }: Complaint) => SETUP.has(Number(code))
