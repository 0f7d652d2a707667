// lib/notifications/find-contact.ts
import { and, eq } from 'drizzle-orm'
import type { Database, Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import type { Id } from '@/lib/kernel/ids'
import type { Contact } from './decide'

/** What a buyer told any store of this producer. */
export async function findContact(
  db: Database | Tx,
  accountId: Id<'account'>,
  phone: string | null,
): Promise<Contact & { readonly unreachableUntil: Date | null }> {
  if (phone === null) return { optedOut: false, blocked: false, unreachableUntil: null }
  const [known] = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.accountId, accountId), eq(contacts.phone, phone)))
  return {
    optedOut: known?.optedOutAt != null,
    blocked: known?.blockedAt != null,
    unreachableUntil: known?.unreachableUntil ?? null,
  }
}
