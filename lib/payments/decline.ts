// lib/payments/decline.ts
import { decide } from './decisions'
import type { RefusalClass, Texts } from './refusal-classes'

export type { RefusalClass } from './refusal-classes'

type DeclineLocale = keyof Texts

type Asked = {
  readonly acquirer: string
  /** `attempt.lr`. */
  readonly code: string
  readonly brand: string | null
  /** `attempt.returnCode`: where it differs from `code`, `code` is the brand's. */
  readonly returnCode?: string | null
  readonly adviceCode?: string | null
  readonly locale?: DeclineLocale
}

export type Decline = {
  readonly code: string
  readonly description: string | null
  readonly guidance: string | null
  /** Null when the code tells an approval, or that nobody knows yet. */
  readonly class: RefusalClass | null
  /** By the brand's own table; null where the brand has no row for the code. */
  readonly reversible: boolean | null
}

/** What a code says, to the producer (description) and to the buyer (guidance, class). */
export function describeDecline(asked: Asked): Decline {
  const { acquirer, code, brand, adviceCode = null, locale = 'pt-BR' } = asked
  const own = asked.returnCode ?? code
  const brandCode = own === code ? null : code
  const decided = decide({ acquirer, brand, code: own, brandCode, adviceCode })
  return {
    code,
    description: decided.description[locale],
    guidance: decided.buyer?.[locale] ?? null,
    class: decided.class,
    reversible: decided.reversible,
  }
}
