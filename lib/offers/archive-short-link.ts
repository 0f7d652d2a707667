// lib/offers/archive-short-link.ts
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { shortLinks } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { mayNotEdit } from './may-not-edit'

export const ArchiveShortLinkInput = z.object({
  linkId: z
    .string()
    .regex(/^lnk_[0-9a-z]{25}$/)
    .transform((text) => text as Id<'shortLink'>),
  archived: z.boolean(),
})

export type ArchiveShortLinkError = { readonly code: 'not_allowed' | 'link_not_found' }

/**
 * Out of the list, or back in it. What is printed somewhere goes on leading to the page: an archived
 * link counts no more clicks and names no more origin.
 */
export async function archiveShortLink(
  ctx: Ctx<'member' | 'api'>,
  { linkId, archived }: z.output<typeof ArchiveShortLinkInput>,
): Promise<Result<{ offerId: Id<'offer'> }, ArchiveShortLinkError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const own = and(eq(shortLinks.id, linkId), eq(shortLinks.accountId, ctx.actor.accountId))
  const offerId = await ctx.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(shortLinks)
      .set({ archivedAt: archived ? ctx.now() : null })
      .where(and(own, archived ? isNull(shortLinks.archivedAt) : isNotNull(shortLinks.archivedAt)))
      .returning({ offerId: shortLinks.offerId, code: shortLinks.code })
    if (moved === undefined) return null
    await recordAudit(ctx, tx, {
      action: archived ? 'link.archived' : 'link.unarchived',
      subject: moved.offerId,
      details: { code: moved.code },
    })
    return moved.offerId
  })
  if (offerId !== null) return ok({ offerId })
  const [found] = await ctx.db.select({ offerId: shortLinks.offerId }).from(shortLinks).where(own)
  // Somebody else was faster: it is as it was wanted.
  return found === undefined ? err({ code: 'link_not_found' }) : ok(found)
}
