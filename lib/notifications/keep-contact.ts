// lib/notifications/keep-contact.ts
import type { Tx } from '@/db/client'
import { contacts } from '@/db/schema/contacts'
import type { Ctx } from '@/lib/platform/context'

type Told = Partial<Omit<typeof contacts.$inferInsert, 'accountId' | 'phone'>>

/** One row a person's address, E.164 or e-mail, over all stores of a producer. */
export async function keepContact(ctx: Ctx, tx: Tx, address: string, told: Told) {
  await tx
    .insert(contacts)
    .values({ accountId: ctx.actor.accountId, phone: address, ...told })
    .onConflictDoUpdate({ target: [contacts.accountId, contacts.phone], set: told })
}
