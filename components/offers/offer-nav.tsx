// components/offers/offer-nav.tsx
'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'

const PLACES = ['page', 'figures', 'links', 'coupons', 'versions'] as const

/** The pages of one offer. The first is its editor. */
export function OfferNav({ offerId }: { readonly offerId: string }) {
  const t = useTranslations('offers.nav')
  const path = usePathname()
  const root = `/offers/${offerId}`
  const here = PLACES.find((place) => path.startsWith(`${root}/${place}`)) ?? 'page'
  return (
    <nav
      aria-label={t('label')}
      className="-mx-(--gutter) mb-5 flex gap-5 overflow-x-auto border-b px-(--gutter) [scrollbar-width:none]"
    >
      {PLACES.map((place) => (
        <Link
          key={place}
          href={place === 'page' ? root : `${root}/${place}`}
          aria-current={place === here ? 'page' : undefined}
          className={cn(
            '-mb-px flex h-11 shrink-0 items-center border-b-2 border-transparent font-medium text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2 md:h-10',
            place === here && 'border-foreground text-foreground',
          )}
        >
          {t(place)}
        </Link>
      ))}
    </nav>
  )
}
