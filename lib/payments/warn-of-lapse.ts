// lib/payments/warn-of-lapse.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import type { Warning } from './list-captures-due'
import { closeFindings, recordFinding } from './record-finding'

type Due = {
  readonly id: Id<'attempt'>
  readonly saleId: Id<'sale'>
  readonly captureBy: Date | null
  readonly amount: number
}

/** Tells a person, and whoever listens to facts, once for each warning; the last takes the first's place. */
export async function warnOfLapse(ctx: Ctx, due: Due, warning: Warning): Promise<void> {
  const { id: attemptId, saleId } = due
  const by = due.captureBy?.toISOString() ?? ''
  if (warning === '2h') await closeFindings(ctx, attemptId, ['capture_due'], 'reminded_again')
  const detail = { by, amount: String(due.amount), left: warning }
  const isNews = await recordFinding(ctx, attemptId, 'capture_due', { key: warning, detail })
  if (!isNews) return
  const payload = { attemptId, saleId, left: warning, by }
  await ctx.db.transaction((tx) => recordFact(ctx, tx, { name: 'capture.due', payload }))
}
