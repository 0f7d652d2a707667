// components/sales/density-button.tsx
'use client'

import { Rows3, Rows4 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { rememberChoice } from '@/components/layout/remember-choice'
import { Button } from '@/components/ui/button'

/** More rows on a screen, or more air. Kept in this browser; a phone has cards, and no use for it. */
export function DensityButton({ dense }: { readonly dense: boolean }) {
  const t = useTranslations('sales')
  const router = useRouter()
  const Icon = dense ? Rows3 : Rows4
  const label = t(dense ? 'density.roomy' : 'density.dense')
  return (
    <Button
      size="icon"
      variant="ghost"
      aria-label={label}
      title={label}
      aria-pressed={dense}
      className="max-md:hidden"
      onClick={() => {
        rememberChoice('density', dense ? null : 'dense')
        router.refresh()
      }}
    >
      <Icon aria-hidden />
    </Button>
  )
}
