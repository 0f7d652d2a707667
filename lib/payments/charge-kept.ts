// lib/payments/charge-kept.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { ChargeKeptRequest, KeptCard } from './acquirer'
import { authorizeAttempt } from './authorize-attempt'
import type { KnownCard } from './card-keys'
import { type Charged, captureSoon } from './charge'
import { openAttempt } from './open-attempt'
import type { Route } from './route'
import { tellBreaker } from './tell-breaker'

type KeptOrder = {
  readonly saleId: Id<'sale'>
  /** Behind the attempts it has. */
  readonly position: number
  readonly payment: Omit<ChargeKeptRequest, 'reference' | 'card'>
  /** What is counted: the brands count a kept card's tries with those of its number. */
  readonly known: KnownCard
  readonly card: KeptCard
}

/**
 * The same two steps as a card that was typed, at one acquirer alone: the token is no use anywhere
 * else, so there is no backup. A rule of the brands holds it as it holds any other try.
 */
export async function chargeKept(ctx: Ctx, route: Route, order: KeptOrder): Promise<Charged> {
  const { saleId, position, payment, known, card } = order
  const captureMode = 'automatic'
  const opened = await openAttempt(ctx, route, {
    ...{ saleId, position, captureMode, captureBy: null },
    payment: { ...payment, card: known },
  })
  if (opened === null) {
    const cause = 'another request is charging this sale'
    return { status: 'unknown', answer: { kind: 'unknown', cause } }
  }
  if ('avoided' in opened) {
    const cause = `avoided: ${opened.avoided}`
    return { status: 'not_sent', answer: { kind: 'not_sent', cause } }
  }
  const answer = await authorizeAttempt(ctx, route, opened, (reference) =>
    route.chargeKept(ctx, { ...payment, card, reference }),
  )
  await tellBreaker(ctx, route, answer)
  if (answer.kind !== 'done') return { answer, status: answer.kind }
  const { acquirerId } = answer.value
  const approved = { ...opened.attempt, acquirerId, status: 'authorized' } as const
  return { answer, status: await captureSoon(ctx, { captureMode }, route, approved) }
}
