// db/prepare-repeated.ts
import type { Sql } from 'postgres'

/** A statement that comes back so often is worth its place in every connection. */
const TIMES = 3
const TEXTS_MAX = 400

/**
 * The query builder sends a statement's text every time and asks what its parameters are, in a
 * round trip of its own; PostgreSQL parses and plans it again. A write, or a read by key, that is
 * repeated word for word is prepared instead, once a connection. What searches or sorts stays as it
 * is, because the plan of a list depends on what is looked for.
 */
export function prepareRepeated<T extends Record<string, unknown>>(client: Sql<T>): Sql<T> {
  const isRepeated = makeCounter()
  const { begin } = client
  const withUnsafe = <S extends Pick<Sql<T>, 'unsafe'>>(sql: S): S => {
    const { unsafe } = sql
    const prepared: typeof unsafe = (text, values, options) =>
      unsafe(text, values, isRepeated(text) ? { ...options, prepare: true } : options)
    return Object.assign(sql, { unsafe: prepared })
  }
  const beginPrepared = (...given: unknown[]) => {
    const work = given.pop() as (tx: Pick<Sql<T>, 'unsafe'>) => unknown
    return Reflect.apply(begin, client, [...given, (tx: Sql<T>) => work(withUnsafe(tx))])
  }
  return Object.assign(withUnsafe(client), { begin: beginPrepared })
}

const WRITES =
  /^\s*(?:insert|update|delete)\b|^\s*with\b[\s\S]*?\b(?:insert into|update|delete from)\b/i

/** One plan serves every value: rows are named by what they equal, and all of them are asked for. */
const BY_KEY =
  /^\s*select\b(?![\s\S]*(?:\border by\b[\s\S]*\blimit\b|\bgroup by\b|\bin \(|\blike\b|\bbetween\b|@@|[<>]))/i

/** Counts no more texts than there is room for: those that come first are those that come often. */
function makeCounter() {
  const seen = new Map<string, number>()
  return (text: string) => {
    const times = seen.get(text) ?? 0
    if (times >= TIMES) return true
    if (times === 0 && (seen.size >= TEXTS_MAX || !(WRITES.test(text) || BY_KEY.test(text)))) {
      return false
    }
    seen.set(text, times + 1)
    return false
  }
}
