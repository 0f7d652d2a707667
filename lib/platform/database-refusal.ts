// lib/platform/database-refusal.ts

/** Classes of SQLSTATE: a value that no column of its kind can hold, or that a constraint refuses. */
const DATA = /^(?:22|23)/
/** A document or a text that is too large for PostgreSQL itself. */
const TOO_LARGE = /^54/

/**
 * Whether PostgreSQL refused what it was given, which it will refuse every time; everything else
 * (it went away, it is full, somebody was faster) may go better later.
 */
export function isAboutData(error: unknown): boolean {
  const code = codeOf(error)
  return code !== null && (DATA.test(code) || TOO_LARGE.test(code))
}

/** The query builder wraps what the driver threw. */
function codeOf(error: unknown): string | null {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const known = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  return typeof known === 'string' ? known : null
}
