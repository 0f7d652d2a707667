// lib/purchases/find-orders.ts
import { and, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { purchaseEvents } from '@/db/schema/purchases'
import type { Id } from '@/lib/kernel/ids'
import { normalizePhone } from '@/lib/kernel/phone'
import type { Ctx } from '@/lib/platform/context'

/** What somebody typed to find an order, as the kinds of thing it may be. */
export type OrderWords = {
  readonly text: string
  readonly order: string
  readonly email: string | null
  /** In E.164, with and without the ninth digit. */
  readonly phones: readonly string[]
}

const LOOKS_LIKE_A_PHONE = /^[+\d(][\d\s().-]{6,24}$/

export function orderWordsOf(text: string): OrderWords {
  const order = text.trim()
  if (order.includes('@')) return { text: order, order, email: order.toLowerCase(), phones: [] }
  if (!LOOKS_LIKE_A_PHONE.test(order)) return { text: order, order, email: null, phones: [] }
  const { phone } = normalizePhone(order)
  const digits = `+${order.replace(/\D/g, '')}`
  return { text: order, order, email: null, phones: phone === null ? [digits] : [phone, digits] }
}

export type FoundOrder = {
  readonly storeId: Id<'store'>
  readonly orderKind: 'transaction' | 'cart'
  readonly orderKey: string
  readonly threadKind: string
  readonly threadKey: string
  readonly postbackId: Id<'postback'> | null
}

const MOST = 200

/** The orders of a buyer, or the one with that name, in some stores, newest first. */
export async function findOrders(
  ctx: Ctx,
  words: OrderWords,
  storeIds: readonly Id<'store'>[],
): Promise<FoundOrder[]> {
  const { accountId } = ctx.actor
  const inStore = inArray(purchaseEvents.storeId, [...storeIds])
  const select = (where: ReturnType<typeof or>) =>
    ctx.db
      .select({
        id: purchaseEvents.id,
        storeId: purchaseEvents.storeId,
        orderKind: purchaseEvents.orderKind,
        orderKey: purchaseEvents.orderKey,
        threadKind: purchaseEvents.threadKind,
        threadKey: purchaseEvents.threadKey,
        postbackId: purchaseEvents.postbackId,
      })
      .from(purchaseEvents)
      .where(and(eq(purchaseEvents.accountId, accountId), inStore, where))
      .orderBy(desc(purchaseEvents.id))
      .limit(MOST)
  if (words.email !== null) {
    return select(
      and(isNotNull(purchaseEvents.email), eq(sql`lower(${purchaseEvents.email})`, words.email)),
    )
  }
  const ofPhone =
    words.phones.length === 0 ? [] : await select(inArray(purchaseEvents.phone, [...words.phones]))
  if (ofPhone.length > 0) return ofPhone
  return select(
    or(eq(purchaseEvents.orderKey, words.order), eq(purchaseEvents.threadKey, words.order)),
  )
}
