// app/(public)/o/cached-offer.ts
import { unstable_cache } from 'next/cache'
import { findOfferPage, type OfferPageView } from '@/lib/offers/views'
import { tools } from '@/lib/platform/tools'

const CODE = /^[A-Z0-9]{6}$/

/** The published offer, read once a publication. What cannot be a code is not asked, nor kept. */
export const cachedOffer = async (code: string): Promise<OfferPageView | null> =>
  CODE.test(code)
    ? unstable_cache(() => findOfferPage(tools, code), ['offer', code], {
        tags: [`offer:${code}`],
      })()
    : null
