// lib/security/check-now.ts
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { checkPage, checkRelease, listPages } from './check-pages'
import { readInventory } from './inventory'

/** As many as a person waits for; the daily check sees all. */
const PAGES_MAX = 50

type Checked = { readonly pages: number; readonly differing: number }

/** The daily check of one's own pages, at once: after a change of the server, or before an audit. */
export async function checkNow(
  ctx: Ctx<'member'>,
  { dist }: { readonly dist: string },
): Promise<Result<Checked, { readonly code: 'not_allowed' | 'nothing_built' | 'no_pages' }>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const inventory = await readInventory(dist)
  if (inventory === null) return err({ code: 'nothing_built' })
  const { accountId } = ctx.actor
  const pages = await listPages(ctx, { accountId, limit: PAGES_MAX })
  if (pages.length === 0) return err({ code: 'no_pages' })
  const release = await checkRelease(ctx, inventory)
  let differing = 0
  for (const page of pages) {
    if ((await checkPage(ctx, page, release)).length > 0) differing += 1
  }
  const details = { number: `${pages.length}` }
  await ctx.db.transaction((tx) =>
    recordAudit(ctx, tx, { action: 'pages.checked', subject: accountId, details }),
  )
  return ok({ pages: pages.length, differing })
}
