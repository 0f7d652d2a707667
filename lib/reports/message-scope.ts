// lib/reports/message-scope.ts
import type { Id } from '@/lib/kernel/ids'
import type { Period } from '@/lib/kernel/period'

/** Some days, of everything or of one store, one sender, or both. */
export type MessageScope = {
  readonly period: Period
  readonly storeId?: Id<'store'> | undefined
  readonly instanceId?: Id<'instance'> | undefined
}
