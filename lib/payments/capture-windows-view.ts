// lib/payments/capture-windows-view.ts
import { asc, eq } from 'drizzle-orm'
import { captureWindows } from '@/db/schema/acquirers'
import type { Ctx } from '@/lib/platform/context'
import { type CapturePreset, capturePresetsOf } from './acquirers/capture-presets'
import type { CaptureWindow } from './capture-window'
import { labelOf } from './labels'

export type CaptureWindowsView = {
  readonly acquirer: string
  readonly label: string
  /** None: the acquirer's usual deadline. */
  readonly windows: readonly CaptureWindow[]
  readonly presets: readonly CapturePreset[]
}

/** What each of these acquirers gives an authorisation until it is captured. */
export async function listCaptureWindows(
  ctx: Ctx<'member'>,
  acquirers: readonly string[],
): Promise<readonly CaptureWindowsView[]> {
  const { acquirer, brand, rule, length } = captureWindows
  const rows = await ctx.db
    .select({ acquirer, brand, rule, length })
    .from(captureWindows)
    .where(eq(captureWindows.accountId, ctx.actor.accountId))
    .orderBy(asc(brand))
  return acquirers.map((code) => ({
    acquirer: code,
    label: labelOf(code) ?? code,
    windows: rows
      .filter((row) => row.acquirer === code)
      .map((row) => ({ ...row, brand: row.brand as CaptureWindow['brand'] })),
    presets: capturePresetsOf(code),
  }))
}
