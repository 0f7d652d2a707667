// lib/simulator/dialects/rede-pix-request.ts
import { instantOf } from '@/lib/kernel/calendar'
import { absent, type Node, nodeOf, type Rule, textOf } from './rede-rules'

const LIFE_MAX_MS = 15 * 24 * 60 * 60_000

export type PixNode = {
  readonly kind: 'pix'
  readonly reference: string
  readonly amount: number
  /** As it was written: a clock in São Paulo, without a zone. */
  readonly until: string
  readonly expiresAt: Date
}

const untilOf = (node: Node) => textOf(nodeOf(node.qrCode)?.dateTimeExpiration)

export function pixRules(node: Node, now: Date): readonly Rule[] {
  const until = untilOf(node)
  const at = instantOf(until)?.getTime() ?? 0
  return [
    [Number(node.amount) > 0, '3121'],
    [absent(node.capture), '158'],
    [absent(node.installments), '54'],
    [until !== '', '3076'],
    [until.length === 19, '3081'],
    [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(until) && at > 0, '3078'],
    [at > now.getTime() && at <= now.getTime() + LIFE_MAX_MS, '3077'],
  ]
}

export const readPix = (node: Node): PixNode => ({
  kind: 'pix',
  reference: textOf(node.reference),
  amount: Number(node.amount),
  until: untilOf(node),
  expiresAt: instantOf(untilOf(node)) ?? new Date(0),
})
