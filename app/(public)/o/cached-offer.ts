// app/(public)/o/cached-offer.ts
import { unstable_cache } from 'next/cache'
import { OFFER_CODE } from '@/lib/offers/offer-code'
import { findOfferPage, type OfferPageView } from '@/lib/offers/views'
import { tools } from '@/lib/platform/tools'

/** Counts the shapes of what is kept: a new version of the product must not read what an older one kept. */
const SHAPE = 'offer-5'

/** The published offer, read once a publication. What cannot be a code is not asked, nor kept. */
export const cachedOffer = async (code: string): Promise<OfferPageView | null> =>
  OFFER_CODE.test(code)
    ? unstable_cache(() => findOfferPage(tools, code), [SHAPE, code], {
        tags: [`offer:${code}`],
      })()
    : null
