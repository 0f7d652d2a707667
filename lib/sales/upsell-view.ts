// lib/sales/upsell-view.ts
import type { SaleStatus } from '@/db/schema/sales'
import type { Centavos } from '@/lib/kernel/money'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import type { PageImage } from '@/lib/offers/page-pictures'
import { findOfferPage, type OfferPageView } from '@/lib/offers/page-view'
import { windowIssue } from '@/lib/offers/window'
import type { Ctx } from '@/lib/platform/context'
import type { FoundUpsell } from './read-upsell'
import { type VoucherView, voucherOf } from './voucher-view'

/** What a receipt offers besides, and what became of it. */
export type UpsellView =
  | OfferedUpsell
  /** Said no, or let its time pass, or it is not sold any more. */
  | { readonly state: 'declined' | 'expired' | 'gone' }
  | AcceptedUpsell

export type OfferedUpsell = {
  readonly state: 'offered'
  readonly title: string
  readonly text: string
  readonly price: Centavos
  readonly picture: PageImage | null
  readonly method: 'card' | 'pix'
  /** `Mastercard 4444`; null for a Pix. */
  readonly card: string | null
  readonly guaranteeDays: number
  /** The same as of what was bought. */
  readonly sameGuarantee: boolean
}

/** A purchase of its own. `failed`: nothing was sent, or nobody got as far as asking. */
export type AcceptedUpsell = {
  readonly state:
    | 'approved'
    | 'pending'
    | 'waiting_pix'
    | 'over_pix'
    | 'refused'
    | 'failed'
    | 'returned'
  readonly title: string
  readonly amount: Centavos
  readonly number: number
  /** Its own receipt, and where its news are: `/o/<code>/done?c=<checkoutId>`. */
  readonly code: string
  readonly checkoutId: string
  readonly voucher: VoucherView | null
  readonly accessUrl: string | null
}

/** A Pix makes no use of a card: it is offered for as long as a receipt is fresh. */
const PIX_MS = 24 * 60 * 60_000

export async function toUpsellView(ctx: Ctx<'buyer'>, found: FoundUpsell): Promise<UpsellView> {
  const { decision, child } = found
  if (child !== null) return acceptedView(ctx, child)
  if (decision === 'declined') return { state: 'declined' }
  return offeredView(ctx, found)
}

/** What can be bought with one touch now; also what a touch is held against. */
export async function offeredView(
  ctx: Ctx<'buyer'>,
  found: FoundUpsell,
): Promise<OfferedUpsell | { readonly state: 'expired' | 'gone' }> {
  const { upsell, parent, guaranteeDays } = found
  const page = upsell === null ? null : await findOfferPage(ctx, upsell.code)
  if (upsell === null || page === null || !isSold(ctx, page)) return { state: 'gone' }
  const by = methodOf(ctx, found, page)
  if (by === 'expired') return { state: 'expired' }
  if (by === null) return { state: 'gone' }
  return {
    state: 'offered',
    title: upsell.title || page.title,
    text: upsell.text || page.subtitle,
    price: upsell.price ?? page.terms.price,
    picture: page.gallery[0] ?? null,
    method: by,
    card: by === 'card' ? parent.cardHint : null,
    guaranteeDays: page.guaranteeDays,
    sameGuarantee: page.guaranteeDays === guaranteeDays,
  }
}

function isSold(ctx: Ctx, { kind, window, places }: OfferPageView): boolean {
  const { startsAt, endsAt } = window
  const at = (text: string | null) => (text === null ? null : new Date(text))
  const open = windowIssue({ startsAt: at(startsAt), endsAt: at(endsAt) }, ctx.now()) === null
  return kind === 'one_off' && open && places?.isSoldOut !== true
}

/** The card that paid, while its acquirer keeps it; a Pix for who paid by one. */
function methodOf(
  ctx: Ctx,
  { parent, kept }: FoundUpsell,
  { methods }: OfferPageView,
): 'card' | 'pix' | 'expired' | null {
  const now = ctx.now()
  if (parent.method === 'card') {
    if (!methods.includes('card')) return null
    if (kept === null || kept.status === 'failed') return null
    const open = kept.status === 'keeping' || kept.status === 'kept'
    const usable = open && kept.usableUntil !== null && kept.usableUntil > now
    return usable ? 'card' : 'expired'
  }
  if (parent.method !== 'pix' || !methods.includes('pix')) return null
  const bought = parent.paidAt ?? parent.createdAt
  return now.getTime() - bought.getTime() < PIX_MS ? 'pix' : 'expired'
}

const STATES: Readonly<Record<SaleStatus, AcceptedUpsell['state']>> = {
  pending: 'pending',
  authorized: 'approved',
  paid: 'approved',
  partially_refunded: 'approved',
  refused: 'refused',
  failed: 'failed',
  canceled: 'returned',
  refunded: 'returned',
  charged_back: 'returned',
  expired: 'over_pix',
}

async function acceptedView(
  ctx: Ctx<'buyer'>,
  { sale, attempts }: NonNullable<FoundUpsell['child']>,
): Promise<AcceptedUpsell> {
  const busy = sale.busyUntil !== null && sale.busyUntil > ctx.now()
  const status = busy ? 'pending' : sale.status
  const voucher = voucherOf(status, attempts, ctx.now())
  const code = sale.offerCode ?? ''
  const offer = status === 'paid' ? await findOfferByCode(ctx, code) : null
  const waits = voucher !== null && status === 'pending'
  return {
    state: waits ? (voucher.state === 'waiting' ? 'waiting_pix' : 'over_pix') : STATES[status],
    title: sale.product,
    amount: sale.amount,
    number: sale.number,
    code,
    checkoutId: sale.idempotencyKey,
    voucher,
    accessUrl: offer?.accessUrl ?? null,
  }
}
