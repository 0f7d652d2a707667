// lib/offers/restore-version.ts
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { offerVersions } from '@/db/schema/offers'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { keepable } from './duplicate-offer'
import { OfferId } from './edit-offer'
import { mayNotEdit } from './may-not-edit'
import { writeDraft } from './save-draft'
import { type NotWritten, whyNotWritten } from './why-not-written'

export const RestoreVersionInput = z.object({
  offerId: OfferId,
  number: z.coerce.number().int().min(1),
})

export type RestoreVersionError =
  | NotWritten
  | { readonly code: 'not_allowed' | 'version_not_found' }

/** A version of before becomes the draft, whole. It is public again by publishing, as any draft. */
export async function restoreVersion(
  ctx: Ctx<'member' | 'api'>,
  { offerId, number }: z.output<typeof RestoreVersionInput>,
): Promise<Result<{ editedAt: string }, RestoreVersionError>> {
  if (mayNotEdit(ctx)) return err({ code: 'not_allowed' })
  const [version] = await ctx.db
    .select({ fields: offerVersions.fields })
    .from(offerVersions)
    .where(
      and(
        eq(offerVersions.offerId, offerId),
        eq(offerVersions.accountId, ctx.actor.accountId),
        eq(offerVersions.number, number),
      ),
    )
  if (version === undefined) return err({ code: 'version_not_found' })
  const draft = sql`${JSON.stringify(keepable(version.fields))}::jsonb`
  const editedAt = await ctx.db.transaction(async (tx) => {
    const saved = await writeDraft(ctx, tx, { offerId, draft, readAt: undefined })
    if (saved !== null) {
      const details = { number: String(number) }
      await recordAudit(ctx, tx, { action: 'offer.version_restored', subject: offerId, details })
    }
    return saved
  })
  return editedAt === null ? err(await whyNotWritten(ctx, offerId)) : ok({ editedAt })
}
