// lib/payments/save-capture-windows.ts
import { and, eq } from 'drizzle-orm'
import { captureWindows } from '@/db/schema/acquirers'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import type { CaptureWindowsInput } from './capture-window.schema'
import { labelOf } from './labels'

export type SaveCaptureWindowsError = { readonly code: 'not_allowed' | 'unknown_acquirer' }

/** For what is authorised from now on: a deadline that was told to somebody does not move. */
export async function saveCaptureWindows(
  ctx: Ctx<'member'>,
  { acquirer, windows }: CaptureWindowsInput,
): Promise<Result<null, SaveCaptureWindowsError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  if (labelOf(acquirer) === null) return err({ code: 'unknown_acquirer' })
  const { accountId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await tx
      .delete(captureWindows)
      .where(and(eq(captureWindows.accountId, accountId), eq(captureWindows.acquirer, acquirer)))
    if (windows.length > 0) {
      const editedAt = ctx.now()
      await tx
        .insert(captureWindows)
        .values(windows.map((row) => ({ ...row, accountId, acquirer, editedAt })))
    }
    const rows = windows.map(({ brand, rule, length }) => `${brand} ${length} ${rule}`).join(', ')
    const details = { acquirer, windows: rows || 'usual' }
    await recordAudit(ctx, tx, { action: 'capture_windows.saved', subject: accountId, details })
  })
  return ok(null)
}
