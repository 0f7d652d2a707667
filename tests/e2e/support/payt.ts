// tests/e2e/support/payt.ts
import { readFileSync } from 'node:fs'

/** `2026-10-05 14:20:10`: PayT writes the clock of São Paulo, without a zone. */
const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/Sao_Paulo',
  dateStyle: 'short',
  timeStyle: 'medium',
})

const written = (at: Date) => CLOCK.format(at)

type Given = {
  readonly key: string
  readonly file: string
  readonly order: string
  readonly phone: string
  readonly name?: string
  /** How long before it is posted it happened, milliseconds. */
  readonly ago?: number
}

/** A body that PayT really sends, with the order, the buyer and the clock of now. */
export function paytBody({ key, file, order, phone, name, ago = 0 }: Given): string {
  const body = JSON.parse(readFileSync(`tests/fixtures/postbacks/payt/${file}`, 'utf8'))
  const now = new Date(Date.now() - ago)
  const soon = new Date(now.getTime() + 3_600_000)
  const transaction = body.transaction && {
    ...body.transaction,
    created_at: written(now),
    updated_at: written(now),
    ...(body.transaction.expires_at && { expires_at: written(soon) }),
    ...(body.transaction.paid_at && { paid_at: written(now) }),
  }
  return JSON.stringify({
    ...body,
    integration_key: key,
    started_at: written(now),
    updated_at: written(now),
    transaction_id: `TX${order}`,
    cart_id: `CR${order}`,
    customer: { ...body.customer, phone, ...(name && { name }) },
    ...(transaction && { transaction }),
  })
}

export const postTo = (url: string, body: string) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
