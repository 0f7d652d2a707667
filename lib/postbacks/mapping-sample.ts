// lib/postbacks/mapping-sample.ts
import { and, desc, eq, ne } from 'drizzle-orm'
import { postbacks } from '@/db/schema/postbacks'
import type { BodyPath, Mapping } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { may, notAllowed } from '@/lib/platform/permissions'
import type { Purchase } from '@/lib/purchases/purchase'
import { getStoreForReading } from '@/lib/stores/get-store-for-reading'
import { glance } from './glance'
import { maskBody, maskValue } from './mask-body'
import { wordAt } from './platforms/generic-values'
import { secretsOf } from './postback-detail'
import { readBody } from './read-body'
import { sentOf } from './sent-of'

type Row = typeof postbacks.$inferSelect

/** One real body to point at, with what stood behind the address. */
export type Sample = {
  readonly postbackId: Id<'postback'>
  readonly receivedAt: string
  readonly body: unknown
  readonly query: Readonly<Record<string, string>>
}

const LAST = 50

/** The last ones that somebody can read, newest first. */
async function lastRows(ctx: Ctx<'member'>, storeId: Id<'store'>): Promise<Row[]> {
  return ctx.db
    .select()
    .from(postbacks)
    .where(
      and(
        eq(postbacks.storeId, storeId),
        eq(postbacks.accountId, ctx.actor.accountId),
        ne(postbacks.state, 'duplicate'),
      ),
    )
    .orderBy(desc(postbacks.id))
    .limit(LAST)
}

/**
 * The one that was asked for, or else the newest: and the others that may be looked at instead. Keys
 * are hidden from everybody; people, from who could not point at them.
 */
export async function findSample(ctx: Ctx<'member'>, storeId: Id<'store'>, asked: string | null) {
  const rows = (await lastRows(ctx, storeId)).filter(({ reason }) => reason !== 'unreadable_body')
  const row = rows.find(({ id }) => id === asked) ?? rows[0]
  if (row === undefined) return null
  const sent = sentOf(ctx, row)
  const secrets = secretsOf(await getStoreForReading(ctx, storeId))
  const how = { unmasked: may(ctx.actor.role, 'work'), secrets }
  const sample: Sample = {
    postbackId: row.id,
    receivedAt: row.receivedAt.toISOString(),
    body: maskBody(readBody(sent) ?? null, how),
    query: maskBody(Object.fromEntries(sent.query), how) as Sample['query'],
  }
  const others = rows.map(({ id, receivedAt }) => ({ id, receivedAt: receivedAt.toISOString() }))
  return { sample, others }
}

/** The words that stood at one place in the last bodies, the most frequent first. */
export async function wordsAt(ctx: Ctx<'member'>, storeId: Id<'store'>, path: BodyPath) {
  // A place can be anybody's address: only who may read it whole points wherever they like.
  if (notAllowed(ctx, 'work')) return []
  const times = new Map<string, number>()
  for (const row of await lastRows(ctx, storeId)) {
    const word = wordAt(sentOf(ctx, row), path)
    if (word !== null) times.set(word, (times.get(word) ?? 0) + 1)
  }
  return [...times].toSorted(([, a], [, b]) => b - a).map(([word]) => word)
}

export type MappingPreview =
  | { readonly kind: 'gone' }
  /** Neither an order nor a cart stands where the mapping points. */
  | { readonly kind: 'no_order' }
  | { readonly kind: 'read'; readonly purchase: Purchase }

/** What one kept body would become, with nothing saved. Who may not map sees it as it is mapped. */
export async function previewMapping(
  ctx: Ctx<'member'>,
  { postbackId, mapping }: { readonly postbackId: Id<'postback'>; readonly mapping: Mapping },
): Promise<MappingPreview> {
  const [row] = await ctx.db
    .select()
    .from(postbacks)
    .where(and(eq(postbacks.id, postbackId), eq(postbacks.accountId, ctx.actor.accountId)))
  if (row === undefined) return { kind: 'gone' }
  const works = may(ctx.actor.role, 'work')
  const settings = works ? { mapping } : (await getStoreForReading(ctx, row.storeId)).settings
  const [purchase] = glance({ platform: row.platform, settings }, sentOf(ctx, row)).purchases
  if (purchase === undefined) return { kind: 'no_order' }
  return { kind: 'read', purchase: works ? purchase : withoutPerson(purchase) }
}

/** Enough of it stays to recognise somebody. */
function withoutPerson(purchase: Purchase): Purchase {
  const { customer } = purchase
  const hide = (text: string | null) => text && maskValue(text)
  return {
    ...purchase,
    customer: {
      ...customer,
      name: hide(customer.name),
      firstName: hide(customer.firstName),
      email: hide(customer.email),
      phone: hide(customer.phone),
      document: { ...customer.document, value: hide(customer.document.value) },
      ip: hide(customer.ip),
    },
  }
}
