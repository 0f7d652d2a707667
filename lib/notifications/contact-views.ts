// lib/notifications/contact-views.ts
import { and, asc, desc, eq, inArray, isNotNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import { planned } from '@/db/planned'
import { contacts } from '@/db/schema/contacts'
import { conversations } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { type MessageView, select, toViews } from './views'

export const CONTACT_LISTS = ['left', 'suppressed', 'blocked', 'all'] as const
export type ContactList = (typeof CONTACT_LISTS)[number]

export type ContactView = Omit<typeof contacts.$inferSelect, 'accountId' | 'phone'> & {
  /** E.164, or an e-mail in lower case. */
  readonly address: string
  /** The sender to which they wrote last. */
  readonly heardBy: string | null
}

type Query = {
  readonly list: ContactList
  readonly search?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number
}

/** When it got onto the list: what each list is sorted by. */
const SINCE = {
  left: contacts.optedOutAt,
  suppressed: contacts.suppressedAt,
  blocked: contacts.blockedAt,
} as const

/** The newest first; the whole list goes by address. */
export async function listContacts(ctx: Ctx<'member'>, query: Query) {
  const { list, search, cursor, limit = 50 } = query
  const since = list === 'all' ? null : SINCE[list]
  const rows = await planned(ctx, (tx) =>
    tx
      .select()
      .from(contacts)
      .where(
        and(
          eq(contacts.accountId, ctx.actor.accountId),
          since === null ? undefined : isNotNull(since),
          search === undefined ? undefined : matching(search),
          cursor === undefined ? undefined : after(since, cursor),
        ),
      )
      .orderBy(...(since === null ? [] : [desc(since)]), desc(contacts.phone))
      .limit(limit + 1),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const heard = await heardBy(
    ctx,
    page.map(({ phone }) => phone),
  )
  return {
    rows: page.map((row) => viewOf(row, heard.get(row.phone))),
    next: rows.length > limit && last !== undefined ? cursorOf(list, last) : null,
  }
}

type Row = typeof contacts.$inferSelect

const viewOf = ({ accountId: _, phone, ...told }: Row, heardBy?: string): ContactView => ({
  ...{ address: phone, ...told },
  heardBy: heardBy ?? null,
})

/** To which sender each of them wrote last. */
async function heardBy(ctx: Ctx<'member'>, addresses: readonly string[]) {
  if (addresses.length === 0) return new Map<string, string>()
  const rows = await ctx.db
    .select({ address: conversations.phone, name: instances.name })
    .from(conversations)
    .innerJoin(instances, eq(instances.id, conversations.instanceId))
    .where(
      and(
        eq(instances.accountId, ctx.actor.accountId),
        inArray(conversations.phone, [...addresses]),
        isNotNull(conversations.lastInboundAt),
      ),
    )
    .orderBy(asc(conversations.lastInboundAt))
  return new Map(rows.map(({ address, name }) => [address, name]))
}

const MOMENT = { left: 'optedOutAt', suppressed: 'suppressedAt', blocked: 'blockedAt' } as const

const cursorOf = (list: ContactList, row: Row) =>
  list === 'all' ? row.phone : `${row[MOMENT[list]]?.toISOString() ?? ''}~${row.phone}`

function after(since: (typeof SINCE)[keyof typeof SINCE] | null, cursor: string) {
  if (since === null) return lt(contacts.phone, cursor)
  const [at = '', address = ''] = cursor.split('~')
  if (Number.isNaN(Date.parse(at))) return undefined
  return sql`(${since}, ${contacts.phone}) < (${at}::timestamptz, ${address})`
}

/** Digits of a phone, wherever they stand; or the beginning of an e-mail. */
function matching(search: string): SQL | undefined {
  const words = search.toLowerCase().replace(/[%_\\]/g, '\\$&')
  const digits = search.replace(/\D/g, '')
  return or(
    like(contacts.phone, `${words}%`),
    digits.length >= 4 ? like(contacts.phone, `+%${digits}%`) : undefined,
  )
}

export async function findContactPage(ctx: Ctx<'member'>, address: string) {
  const [row] = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.accountId, ctx.actor.accountId), eq(contacts.phone, address)))
  return row === undefined ? null : viewOf(row, (await heardBy(ctx, [address])).get(address))
}

type Told = {
  readonly rows: readonly MessageView[]
  readonly next: Id<'message'> | null
}

/** Everything this person was told, or was to be told, in every store. */
export async function listMessagesTo(
  ctx: Ctx<'member'>,
  address: string,
  { before, limit = 30 }: { readonly before?: Id<'message'> | undefined; readonly limit?: number },
): Promise<Told> {
  const found = await select(
    ctx,
    and(
      address.includes('@') ? eq(messages.email, address) : eq(messages.to, address),
      before && lt(messages.id, before),
    ),
  )
    .orderBy(desc(messages.id)) // ids sort by age
    .limit(limit + 1)
  const page = found.slice(0, limit)
  return {
    rows: await toViews(ctx, page),
    next: found.length > limit ? (page.at(-1)?.message.id ?? null) : null,
  }
}

const BATCH = 5000

/** A whole list, batch after batch. */
export async function* exportContacts(ctx: Ctx<'member'>, list: ContactList) {
  let cursor: string | undefined
  do {
    const { rows, next } = await listContacts(ctx, { list, cursor, limit: BATCH })
    yield rows
    cursor = next ?? undefined
  } while (cursor !== undefined)
}
