// lib/simulator/spoil.ts
import type { Said } from './dialect'
import type { Fault } from './faults'

const SPOILING = ['html', 'truncated', 'oversized', 'wrong_amount'] as const
type Spoiling = (typeof SPOILING)[number]

export const isSpoiling = (mode: Fault['mode']): mode is Spoiling =>
  SPOILING.some((each) => each === mode)

const PAGE = '<!doctype html><title>Temporariamente indisponível</title><p>Tente mais tarde.</p>'
/** More than anybody should be ready to read. */
const TOO_MUCH = 5 * 1_048_576

/** The answer as a broken proxy, or a broken acquirer, would hand it on. */
export function spoil(said: Said | 'silence', mode: Spoiling): Said | 'silence' {
  if (said === 'silence') return said
  const { status, body } = said
  switch (mode) {
    case 'html':
      return { status, body: null, text: PAGE, headers: { 'content-type': 'text/html' } }
    case 'truncated': {
      const whole = JSON.stringify(body)
      return {
        status,
        body: null,
        text: whole.slice(0, Math.floor(whole.length / 2)),
        headers: JSON_TYPE,
      }
    }
    case 'oversized':
      return { status, body: { padding: 'x'.repeat(TOO_MUCH), answer: body } }
    case 'wrong_amount':
      return { ...said, body: withWrongAmount(body) }
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }

/** One centavo more, wherever an amount is told. */
function withWrongAmount(said: unknown): unknown {
  if (Array.isArray(said)) return said.map(withWrongAmount)
  if (typeof said !== 'object' || said === null) return said
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [
      name,
      /amount$/i.test(name) && typeof value === 'number' ? value + 1 : withWrongAmount(value),
    ]),
  )
}
