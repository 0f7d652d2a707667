// app/(panel)/reports/notifications/read-scope.ts
import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { InstanceId } from '@/lib/notifications/messages-query'
import type { MessageScope } from '@/lib/reports/message-scope'
import { StoreId } from '@/lib/stores/store.schema'
import { type Read, readSearch, type Search } from '../read-search'

type Scope = {
  readonly read: Read
  readonly scope: MessageScope
  /** The same days and the same choice, for addresses. */
  readonly days: Readonly<Record<string, string>>
  readonly chosen: Readonly<Record<string, string>>
}

const Chosen = z.object({
  store: StoreId.optional().catch(undefined),
  instance: InstanceId.optional().catch(undefined),
})

/** What the address asks for; a store or a sender that is none is as if it was not said. */
export function readScope(search: Search, now: Date): Scope {
  const read = readSearch(search, now)
  const { store, instance } = Chosen.parse({
    store: search.store || undefined,
    instance: search.instance || undefined,
  })
  const { period, name } = read
  return {
    read,
    scope: {
      period,
      ...(store && { storeId: store as Id<'store'> }),
      ...(instance && { instanceId: instance }),
    },
    days: name === null ? { from: period.from, to: period.to } : { period: name },
    chosen: { ...(store && { store }), ...(instance && { instance }) },
  }
}
