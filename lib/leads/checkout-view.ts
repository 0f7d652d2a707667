// lib/leads/checkout-view.ts
import { and, eq } from 'drizzle-orm'
import { checkouts } from '@/db/schema/leads'
import { offers } from '@/db/schema/offers'
import { invariant } from '@/lib/kernel/invariant'
import { type Centavos, centavos } from '@/lib/kernel/money'
import type { Ctx } from '@/lib/platform/context'

export type LeftCheckout = Omit<
  typeof checkouts.$inferSelect,
  'accountId' | 'emailKey' | 'bumps' | 'offerId'
> & {
  readonly product: string
  readonly price: Centavos
  readonly bumps: readonly { readonly name: string; readonly price: Centavos }[]
  /** Where it goes on: no word of who left it stands in the address. */
  readonly address: string
}

/** A checkout that was left, with what was in it. */
export async function getLeftCheckout(ctx: Ctx, checkoutId: string): Promise<LeftCheckout> {
  const [found] = await ctx.db
    .select({
      checkout: checkouts,
      ...{ title: offers.title, price: offers.price, offered: offers.bumps },
    })
    .from(checkouts)
    .innerJoin(offers, eq(offers.id, checkouts.offerId))
    .where(and(eq(checkouts.accountId, ctx.actor.accountId), eq(checkouts.checkoutId, checkoutId)))
  invariant(found, 'a checkout that was told of is there')
  const { checkout, title, price, offered } = found
  const { accountId: _, emailKey: __, offerId: ___, bumps, ...rest } = checkout
  const ticked = offered.filter(({ id }) => bumps.includes(id))
  return {
    ...rest,
    product: title,
    price: price ?? centavos(0),
    bumps: ticked.map(({ title: name, price: each }) => ({ name, price: each })),
    address: resumeAddress(ctx.appUrl, checkout),
  }
}

type Resumed = Pick<
  typeof checkouts.$inferSelect,
  'offerCode' | 'checkoutId' | 'tracking' | 'affiliateCode' | 'linkCode'
>

/**
 * The offer's page with where its buyer came from. The browser that the checkout was begun in knows the
 * first letters of its name and fills in what it kept itself; to every other one they say nothing: the
 * rest of the name, which opens receipts, is not in the address.
 */
export function resumeAddress(appUrl: string, checkout: Resumed): string {
  const { offerCode, checkoutId, tracking, affiliateCode, linkCode } = checkout
  const query = new URLSearchParams({
    ...tracking,
    ...(affiliateCode !== null && { afiliado: affiliateCode }),
    ...(linkCode !== null && { link: linkCode }),
    retomar: checkoutId.slice(0, 8),
  })
  return `${appUrl.replace(/\/$/, '')}/o/${offerCode}?${query}`
}
