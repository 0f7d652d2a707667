// lib/reports/visit-salt.ts
import { hash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { visitSalts } from '@/db/schema/visits'
import type { LocalDate } from '@/lib/kernel/calendar'
import { invariant } from '@/lib/kernel/invariant'

const SALT_BYTES = 32

type With = { readonly db: Database }

/** The key of a day's hashes; whoever is first that day makes it, and everybody uses that one. */
export async function saltOf({ db }: With, day: LocalDate): Promise<Uint8Array> {
  const known = () => db.select().from(visitSalts).where(eq(visitSalts.day, day))
  const [first] = await known()
  if (first !== undefined) return first.salt
  await db
    .insert(visitSalts)
    .values({ day, salt: randomBytes(SALT_BYTES) })
    .onConflictDoNothing()
  const [made] = await known()
  invariant(made !== undefined, 'the salt of a day is there once it was made')
  return made.salt
}

/**
 * Eight bytes that say "the same one as before, today, on this page" and nothing else. Without the
 * salt, which is gone the next day, nobody can find out whose they were.
 */
export function visitorOf(salt: Uint8Array, of: readonly string[]): bigint {
  const secret = Buffer.from(salt).toString('base64')
  return hash('sha256', [secret, ...of].join('\n'), 'buffer').readBigInt64BE(0)
}

/** A household of IPv6 changes the end of its address all day long. */
export function networkOf(address: string): string {
  // As a socket of both families writes an address of the older one.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = ''] = plain.split('::')
  return head.split(':').slice(0, 4).join(':')
}
