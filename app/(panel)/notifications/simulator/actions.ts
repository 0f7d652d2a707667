// app/(panel)/notifications/simulator/actions.ts
'use server'

import type { Simulated } from '@/lib/notifications/simulate'
import { SimulateInput, simulateStore } from '@/lib/notifications/simulate-store'
import { memberContext } from '@/lib/platform/session'

/** What a story would make of a store's rules; null when it is told wrong. Nothing is kept or sent. */
export async function simulateAction(values: unknown): Promise<Simulated | null> {
  const ctx = await memberContext()
  const input = SimulateInput.safeParse(values)
  return input.success ? simulateStore(ctx, input.data) : null
}
