// lib/postbacks/to-postback-json.ts
import type { postbacks } from '@/db/schema/postbacks'
import type { StoreSettings } from '@/db/schema/stores'
import type { Ctx } from '@/lib/platform/context'
import type { Purchase } from '@/lib/purchases/purchase'
import { glance } from './glance'
import { sentOf } from './sent-of'

export type PostbackRow = typeof postbacks.$inferSelect

/** Public: a change of it is a breaking change. */
export type PostbackJson = {
  readonly id: string
  readonly receivedAt: string
  readonly occurredAt: string | null
  readonly state: PostbackRow['state']
  readonly reason: string | null
  readonly test: boolean
  readonly event: string | null
  readonly orderKey: string | null
  readonly threadKey: string | null
  readonly customer: {
    readonly name: string | null
    readonly email: string | null
    readonly phone: string | null
    readonly document: string | null
  } | null
  readonly product: string | null
  readonly paymentMethod: Purchase['paymentMethod']
  readonly amount: number | null
  readonly tracking: Readonly<Record<string, string>>
}

/** The first thing a kept postback tells, by today's reader; null when it cannot be read. */
export const purchaseIn = (
  ctx: Pick<Ctx, 'keyring'>,
  row: PostbackRow,
  settings: StoreSettings,
): Purchase | null =>
  glance({ platform: row.platform, settings }, sentOf(ctx, row)).purchases[0] ?? null

/**
 * Made from the bytes and not from the purchase event, so that it is whole the moment they are
 * kept: before they were read, and also for what is a repetition or in quarantine.
 */
export const toPostbackJson = (row: PostbackRow, told: Purchase | null): PostbackJson => ({
  id: row.id,
  receivedAt: row.receivedAt.toISOString(),
  occurredAt: told?.occurredAt?.toISOString() ?? null,
  state: row.state,
  reason: row.reason,
  test: row.test,
  event: told?.event ?? row.event,
  orderKey: told?.orderKey ?? row.orderKey,
  threadKey: told?.threadKey ?? null,
  customer: told && {
    name: told.customer.name,
    email: told.customer.email,
    phone: told.customer.phone,
    document: told.customer.document.value,
  },
  product: told?.product ?? null,
  paymentMethod: told?.paymentMethod ?? null,
  amount: told?.amount ?? null,
  tracking: told?.tracking ?? {},
})
