// lib/leads/person.ts
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { sales } from '@/db/schema/sales'
import type { Id } from '@/lib/kernel/ids'
import { searchWords } from '@/lib/kernel/search-words'
import { emailKeyOf } from './email-key'

/** Somebody and what they are about to buy. */
export type Person = {
  readonly accountId: Id<'account'>
  readonly offerId: Id<'offer'>
  readonly email: string | null
  /** E.164. */
  readonly phone: string | null
}

const quoted = (word: string) => `'${word}'`

/** Sales of a person and an offer, found by their words as a search finds them, and compared. */
export function salesOf({ accountId, offerId, email, phone }: Person): SQL {
  const whole = searchWords(email).filter((word) => word.includes('@'))
  const query = [...whole, ...searchWords(phone)].map(quoted).join(' | ')
  const mail = email?.toLowerCase() ?? null
  if (query === '') return sql`false`
  return sql`${sales.accountId} = ${accountId} and ${sales.offerId} = ${offerId} and not ${sales.test}
    and ${sales.words} @@ ${query}::tsquery
    and (lower(${sales.buyer} ->> 'email') = ${mail} or ${sales.buyer} ->> 'phone' = ${phone})`
}

/**
 * Until the transaction ends nobody else judges this person's cart or binds a sale of theirs: what
 * is decided by one of them is seen by the next. In one order always, so that they never wait for
 * each other.
 */
export async function lockPerson(tx: Tx, person: Person, checkoutId: string | null): Promise<void> {
  const { accountId, offerId, email, phone } = person
  const names = [email === null ? null : emailKeyOf(email), phone, checkoutId]
  const keys = names.flatMap((name) => (name === null ? [] : [`${accountId} ${offerId} ${name}`]))
  for (const key of keys.sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  }
}

type Known = { readonly emailKey: SQL.Aliased | SQL | unknown; readonly phone: unknown }

/** The same mailbox or the same phone. */
export const isPerson = (
  { emailKey, phone }: Known,
  person: Pick<Person, 'email' | 'phone'>,
): SQL =>
  sql`(${emailKey} = ${person.email === null ? null : emailKeyOf(person.email)} or ${phone} = ${person.phone})`
