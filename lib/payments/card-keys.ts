// lib/payments/card-keys.ts
import type { Environment } from '@/db/schema/payments'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import type { AuthorizeRequest, Card } from './acquirer'
import type { Subject } from './blocks'
import type { Attempt } from './open-operation'

/** The names under which a card's tries are counted and its repetitions forbidden. No number in them. */
export type CardKeys = Readonly<Record<Subject, string | null>>

export type TriedCard = {
  readonly acquirer: string
  readonly environment: Environment
  readonly brand: string | null
  /** When it was sent: the try's name among the others. */
  readonly at: Date
  readonly keys: CardKeys & { readonly card: string }
}

/** A card whose number is not at hand: the acquirer keeps it, and we know it by its own name. */
export type KnownCard = Pick<Card, 'brand' | 'expiry'> & {
  readonly fingerprint: string
  readonly bin: string
  readonly last4: string
}

type Sent = Pick<AuthorizeRequest, 'amount' | 'installments'> & {
  readonly card: Pick<Card, 'number' | 'expiry'> | KnownCard
  readonly credentialsId: string
}

export function keysOf(
  { keyring }: Pick<Ctx, 'keyring'>,
  { card, amount, installments, credentialsId }: Sent,
): TriedCard['keys'] {
  const number = 'fingerprint' in card ? card.fingerprint : keyring.fingerprint(card.number)
  const { month, year } = card.expiry
  const named = (...parts: (string | number)[]) =>
    keyring.fingerprint(new Secret([number, ...parts].join(' ')))
  return {
    card: number,
    expiry: named('expiry', year, month),
    amount: named('amount', year, month, amount),
    plan: named('plan', year, month, amount, installments),
    route: named('route', year, month, amount, credentialsId),
  }
}

/** Of an attempt whose card is gone: only its number's own name was kept. */
export const triedCardOf = (attempt: Attempt): TriedCard | null =>
  attempt.fingerprint === null
    ? null
    : {
        acquirer: attempt.acquirer,
        environment: attempt.environment,
        brand: attempt.brand,
        at: attempt.createdAt,
        keys: {
          card: attempt.fingerprint,
          expiry: null,
          amount: null,
          plan: null,
          route: null,
        },
      }
