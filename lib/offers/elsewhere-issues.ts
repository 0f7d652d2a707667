// lib/offers/elsewhere-issues.ts
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { images } from '@/db/schema/images'
import { offers } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { safeAddressIssue } from '@/lib/platform/safe-address'
import type { OfferFieldError, OfferFields } from './offer-fields'

type Asked = { readonly id: Id<'offer'>; readonly fields: OfferFields }

/** What only the rest of the account, or the net, can tell of an offer before it is public. */
export async function elsewhereIssues(
  ctx: Ctx<'member' | 'api'>,
  asked: Asked,
): Promise<readonly OfferFieldError[]> {
  const found = await Promise.all([
    bellIssues(ctx, asked.fields),
    pictureIssues(ctx, asked.fields),
    upsellIssues(ctx, asked),
  ])
  return found.flat()
}

async function bellIssues(ctx: Ctx, { bellUrl }: OfferFields): Promise<OfferFieldError[]> {
  const code = bellUrl === null ? null : await safeAddressIssue(ctx, bellUrl)
  return code === null ? [] : [{ path: 'bellUrl', inside: '', code }]
}

/** Every picture a page would show must be one the account has. */
async function pictureIssues(ctx: Ctx, fields: OfferFields): Promise<OfferFieldError[]> {
  const shown = picturesIn(fields)
  if (shown.length === 0) return []
  const ids = [...new Set(shown.map(({ imageId }) => imageId))]
  const rows = await ctx.db
    .select({ id: images.id })
    .from(images)
    .where(
      and(
        eq(images.accountId, ctx.actor.accountId),
        inArray(images.id, ids),
        isNotNull(images.readyAt),
      ),
    )
  const own = new Set<string>(rows.map(({ id }) => id))
  return shown
    .filter(({ imageId }) => !own.has(imageId))
    .map(({ path, inside }) => ({ path, inside, code: 'picture_missing' }))
}

type Shown = Omit<OfferFieldError, 'code'> & { readonly imageId: Id<'image'> }

function picturesIn(fields: OfferFields): readonly Shown[] {
  const { logoId, gallery, testimonials, video, about, bumps } = fields
  const all = [
    { path: 'logoId', inside: '', imageId: logoId },
    ...gallery.map(({ imageId }, i) => ({ path: 'gallery', inside: `${i}.imageId`, imageId })),
    ...testimonials.map(({ photoId }, i) => ({
      path: 'testimonials',
      inside: `${i}.photoId`,
      imageId: photoId,
    })),
    { path: 'video', inside: 'posterId', imageId: video?.posterId ?? null },
    { path: 'about', inside: 'photoId', imageId: about?.photoId ?? null },
    ...bumps.map(({ imageId }, i) => ({ path: 'bumps', inside: `${i}.imageId`, imageId })),
  ] as const
  return all.filter((each): each is Extract<typeof each, Shown> => each.imageId !== null)
}

/** What is offered on the receipt is another offer of the account, on sale and sold once. */
async function upsellIssues(ctx: Ctx, { id, fields }: Asked): Promise<OfferFieldError[]> {
  const { upsell } = fields
  if (upsell === null) return []
  const wrong = (code: string) => [{ path: 'upsell' as const, inside: 'offerId', code }]
  if (upsell.offerId === id) return wrong('upsell_itself')
  const [offer] = await ctx.db
    .select({ state: offers.state, kind: offers.kind, archivedAt: offers.archivedAt })
    .from(offers)
    .where(and(eq(offers.id, upsell.offerId), eq(offers.accountId, ctx.actor.accountId)))
  if (offer?.state !== 'published' || offer.archivedAt !== null) return wrong('upsell_not_sold')
  return offer.kind === 'recurring' ? wrong('upsell_recurring') : []
}
