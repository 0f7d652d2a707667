// lib/platform/without-values.ts

/**
 * The query builder writes the values of a failed query into its message, and PostgreSQL the place
 * in a document where it stopped: a buyer's name and phone among them. The statement and the code
 * say enough.
 */
export function withoutValues(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const cause = error.cause instanceof Error ? error.cause : error
  if (!('severity' in cause && 'code' in cause)) return error
  const plain = new Error(`PostgreSQL ${cause.code}: ${statementOf(error)}`)
  plain.name = error.name
  if (error.stack) plain.stack = error.stack.slice(error.stack.indexOf('\n    at '))
  return plain
}

const statementOf = ({ message }: Error) =>
  message.startsWith('Failed query') ? (message.split('\nparams:')[0] ?? '').slice(0, 300) : ''
