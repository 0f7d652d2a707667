// app/(public)/o/[code]/done/upsell.tsx
import { UpsellOffer } from '@/components/checkout/upsell-offer'
import { findOfferByCode } from '@/lib/offers/find-open-offer'
import { buyerContext } from '@/lib/platform/job-context'
import { tools } from '@/lib/platform/tools'
import { readUpsell } from '@/lib/sales/read-upsell'
import { toUpsellView } from '@/lib/sales/upsell-view'

type Props = {
  readonly code: string
  readonly checkoutId: string
  readonly product: string
  readonly seller: string
  readonly minutes: number
}

/** What this purchase offers besides, or what became of it. */
export async function Upsell(props: Props) {
  const { code, checkoutId } = props
  const offer = await findOfferByCode(tools, code)
  if (offer === null) return null
  const ctx = buyerContext(offer.accountId)
  const found = await readUpsell(ctx, { offerCode: code, checkoutId })
  if (found === null) return null
  return <UpsellOffer {...props} view={await toUpsellView(ctx, found)} />
}
