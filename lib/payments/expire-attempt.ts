// lib/payments/expire-attempt.ts
import type { CaptureMode } from '@/db/schema/payments'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { CAPTURE_GIVEN_UP, WINDOW_OVER } from './list-captures-due'
import { recordFinding } from './record-finding'
import type { Route } from './route'
import { voidAttempt } from './void-attempt'

type Lapsed = { readonly id: Id<'attempt'>; readonly captureMode: CaptureMode }

/** Nobody captured it in time: the buyer's limit is given back, or a person is told why not. */
export async function expireAttempt(
  ctx: Ctx,
  route: Route,
  { id, captureMode }: Lapsed,
): Promise<void> {
  const why = captureMode === 'manual' ? WINDOW_OVER : CAPTURE_GIVEN_UP
  const gone = await voidAttempt(ctx, route, id, { note: why })
  if (gone.ok || gone.error.code !== 'void_refused') return
  const { said, saidCode: code } = gone.error
  const detail = { code, said: said.slice(code.length).trim(), why }
  await recordFinding(ctx, id, 'void_refused', { detail })
}
