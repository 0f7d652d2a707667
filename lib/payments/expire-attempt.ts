// lib/payments/expire-attempt.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { WINDOW_OVER } from './list-captures-due'
import { recordFinding } from './record-finding'
import type { Route } from './route'
import { voidAttempt } from './void-attempt'

/** Nobody captured it in time: the buyer's limit is given back, or a person is told why not. */
export async function expireAttempt(ctx: Ctx, route: Route, id: Id<'attempt'>): Promise<void> {
  const gone = await voidAttempt(ctx, route, id, { note: WINDOW_OVER })
  if (gone.ok || gone.error.code !== 'void_refused') return
  const { said, saidCode: code } = gone.error
  const detail = { code, said: said.slice(code.length).trim(), why: WINDOW_OVER }
  await recordFinding(ctx, id, 'void_refused', { detail })
}
