// lib/notifications/find-contact.ts
import { and, eq, inArray } from 'drizzle-orm'
import type { Database, Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import type { Id } from '@/lib/kernel/ids'
import type { Contact } from './decide'

/** What a buyer told any store of this producer, by their phone or by their e-mail. */
export async function findContact(
  db: Database | Tx,
  accountId: Id<'account'>,
  ...addresses: readonly (string | null)[]
): Promise<Contact & { readonly unreachableUntil: Date | null }> {
  const asked = addresses.filter((each) => each !== null)
  const known =
    asked.length === 0
      ? []
      : await db
          .select()
          .from(contacts)
          .where(and(eq(contacts.accountId, accountId), inArray(contacts.phone, asked)))
  return {
    optedOut: known.some(({ optedOutAt }) => optedOutAt !== null),
    blocked: known.some(({ blockedAt }) => blockedAt !== null),
    suppressed: known.some(({ suppressedAt }) => suppressedAt !== null),
    unreachableUntil: known.find(({ phone }) => phone === asked[0])?.unreachableUntil ?? null,
  }
}
