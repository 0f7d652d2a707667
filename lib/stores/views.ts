// lib/stores/views.ts
import { and, desc, eq, getTableColumns, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { instances } from '@/db/schema/instances'
import { postbacks } from '@/db/schema/postbacks'
import { type PurchaseEvent, purchaseEvents } from '@/db/schema/purchases'
import { type StoreSettings, type StoreState, stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** The store that holds the sales of our own checkout; made by itself, configured by nobody. */
export const NATIVE = 'campainha'

type Sender = { readonly id: Id<'instance'>; readonly name: string }

export type StoreView = {
  readonly id: Id<'store'>
  readonly name: string
  readonly platform: string
  readonly state: StoreState
  readonly token: string
  readonly keyHint: string | null
  readonly keySavedAt: Date | null
  /** Until when the key and the address before the present ones work too; null when they do not. */
  readonly previousKeyUntil: Date | null
  readonly previousTokenUntil: Date | null
  readonly previousToken: string | null
  readonly instance: Sender | null
  readonly fallback: Sender | null
  readonly supportPhone: string | null
  readonly supportEmail: string | null
  /** Purchases of upsells get the messages of any other. */
  readonly messagesForUpsells: boolean
  /** Of a store whose fields a person maps: whether that was done. */
  readonly mapped: boolean
  readonly keptDays: number
  readonly settings: StoreSettings
  readonly createdAt: Date
  /** Null until the wizard was walked to its end. */
  readonly setUpAt: Date | null
  /** Whether the wizard is worth going on with: a store that hears and has a sender needs no more. */
  readonly unfinished: boolean
  readonly archivedAt: Date | null
  readonly firstEventAt: Date | null
  readonly last: { readonly at: Date; readonly event: PurchaseEvent | null } | null
  readonly quarantined: number
}

/** Of what was received, unless its owner chose otherwise. */
const KEPT_DAYS = 90

/** More than these are "many": nobody reads the difference between 99 and 4,012 in a badge. */
const COUNTED = 100

type Page = {
  readonly before?: Id<'store'>
  readonly limit?: number
  /** Those that were put away, instead of the others. */
  readonly archived?: boolean
}

export async function listStores(
  ctx: Ctx<'member' | 'api'>,
  { before, limit = 50, archived = false }: Page = {},
): Promise<{ rows: StoreView[]; next: Id<'store'> | null }> {
  const size = Math.min(limit, 100)
  const put = archived ? isNotNull(stores.archivedAt) : isNull(stores.archivedAt)
  const rows = await select(ctx, and(put, before && lt(stores.id, before)), size + 1)
  const page = rows.slice(0, size)
  return { rows: page, next: rows.length > size ? (page.at(-1)?.id ?? null) : null }
}

export async function findStore(
  ctx: Ctx<'member' | 'api'>,
  id: Id<'store'>,
): Promise<StoreView | null> {
  const [row] = await select(ctx, eq(stores.id, id), 1)
  return row ?? null
}

const reserve = alias(instances, 'reserve')

async function select(ctx: Ctx, where: ReturnType<typeof and>, limit: number) {
  const { id, name, platform, state, token, keyHint, keySavedAt } = getTableColumns(stores)
  const { supportPhone, supportEmail, createdAt, firstEventAt } = getTableColumns(stores)
  const { setUpAt, archivedAt, previousToken } = getTableColumns(stores)
  const rows = await ctx.db
    .select({
      ...{ id, name, platform, state, token, keyHint, keySavedAt },
      ...{ supportPhone, supportEmail, createdAt, firstEventAt, settings: stores.settings },
      ...{ setUpAt, archivedAt, previousToken },
      ...{
        previousKeyUntil: stores.previousKeyUntil,
        previousTokenUntil: stores.previousTokenUntil,
      },
      instance: { id: instances.id, name: instances.name },
      fallback: { id: reserve.id, name: reserve.name },
      lastAt: lastOf('received_at'),
      lastEvent: lastOf('event'),
      quarantined: sql<number>`(select count(id)::int from (
        select id from ${postbacks} where store_id = ${stores.id} and state = 'quarantined'
        order by id desc limit ${COUNTED}) waiting)`,
    })
    .from(stores)
    .leftJoin(
      instances,
      and(eq(instances.id, stores.instanceId), eq(instances.accountId, stores.accountId)),
    )
    .leftJoin(
      reserve,
      and(eq(reserve.id, stores.fallbackInstanceId), eq(reserve.accountId, stores.accountId)),
    )
    .where(and(eq(stores.accountId, ctx.actor.accountId), where))
    .orderBy(desc(stores.id))
    .limit(limit)
  const now = ctx.now()
  const later = (until: Date | null) => (until !== null && until > now ? until : null)
  return rows.map(
    ({ lastAt, lastEvent, settings, previousKeyUntil, previousTokenUntil, ...row }): StoreView => ({
      ...row,
      settings,
      previousKeyUntil: later(previousKeyUntil),
      previousTokenUntil: later(previousTokenUntil),
      messagesForUpsells: settings.messagesForUpsells === true,
      unfinished:
        row.platform !== NATIVE &&
        row.archivedAt === null &&
        row.setUpAt === null &&
        (row.firstEventAt === null || row.instance === null),
      mapped: settings.mapping !== undefined,
      keptDays: settings.keptDays ?? KEPT_DAYS,
      last: lastAt === null ? null : { at: new Date(lastAt), event: lastEvent as PurchaseEvent },
    }),
  )
}

/** Sales of our own come by no postback. */
const lastOf = (column: 'received_at' | 'event') => {
  const newestIn = (table: typeof postbacks | typeof purchaseEvents) =>
    sql`(select ${sql.identifier(column)} from ${table}
      where store_id = ${stores.id} order by id desc limit 1)`
  return sql<string | null>`case when ${stores.platform} = ${NATIVE}
    then ${newestIn(purchaseEvents)} else ${newestIn(postbacks)} end`
}
