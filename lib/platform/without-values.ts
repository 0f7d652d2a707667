// lib/platform/without-values.ts

/**
 * The query builder writes the values of a failed query into its message, and PostgreSQL the place
 * in a document where it stopped: a buyer's name and phone among them. The statement and the code
 * say enough.
 */
export function withoutValues(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const cause = error.cause instanceof Error ? error.cause : error
  const code = 'code' in cause ? cause.code : cause.name
  // A database that is away refuses in its own words, and the query builder adds the values all the same.
  if (!('severity' in cause && 'code' in cause) && !isQuery(error)) return error
  const plain = new Error(`PostgreSQL ${code}: ${statementOf(error)}`)
  plain.name = error.name
  const frames = error.stack?.indexOf('\n    at ') ?? -1
  plain.stack = `${plain.name}: ${plain.message}${frames < 0 ? '' : error.stack?.slice(frames)}`
  return plain
}

/** The framework writes what it could not answer by itself, past our log. */
export function tellWithoutValues(told: Pick<Console, 'error'>): void {
  const { error } = told
  told.error = (...said: unknown[]) =>
    error.apply(
      told,
      said.map((each) => (each instanceof Error ? withoutValues(each) : each)),
    )
}

const isQuery = ({ message }: Error) => message.startsWith('Failed query')

const statementOf = (error: Error) =>
  isQuery(error) ? (error.message.split('\nparams:')[0] ?? '').slice(0, 300) : ''
