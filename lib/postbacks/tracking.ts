// lib/postbacks/tracking.ts
import { clean } from './fields'

type Parameters = Readonly<Record<string, unknown>> | undefined

/** Where a buyer came from, in the words every platform shares. Nothing else of an address is kept. */
const TRACKED =
  /^(src|sck|utm_(source|medium|campaign|content|term)|fbclid|gclid|gbraid|wbraid|ttclid|fbc|fbp)$/
const SAYS_NOTHING = new Set(['', 'null', 'undefined', 'não informado', 'nao informado'])
const MAX_LENGTH = 500

/** Later sources win over earlier ones. */
export const trackingOf = (...sources: readonly Parameters[]): Record<string, string> =>
  Object.assign({}, ...sources.map(wordsOf))

export const wordsOf = (parameters: Parameters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters ?? {}).flatMap(([name, word]) =>
      TRACKED.test(name) && typeof word === 'string' && !SAYS_NOTHING.has(word.trim().toLowerCase())
        ? [[name, clean(word).slice(0, MAX_LENGTH)] as const]
        : [],
    ),
  )

/** From the query of an address. */
export const trackingIn = (address: string | undefined): Record<string, string> =>
  wordsOf(Object.fromEntries(new URLSearchParams(address?.split('?').slice(1).join('&'))))
