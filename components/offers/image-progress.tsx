// components/offers/image-progress.tsx
'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Progress } from '@/components/ui/progress'
import type { Sending } from './use-upload'

/** How far a picture is: first its bytes, then its sizes. */
export function ImageProgress({ phase, share }: Sending) {
  const t = useTranslations('offers.content.image')
  const format = useFormatter()
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 0 })
  const words = phase === 'sending' ? t('sending', { percent }) : t('preparing')
  return (
    <span className="grid w-full max-w-48 gap-1">
      <Progress label={words} parts={[{ share, tone: 'ink' }]} className="h-1.5" />
      <span aria-live="polite" className="text-xs text-muted-foreground">
        {phase === 'sending' ? <span aria-hidden>{words}</span> : words}
      </span>
    </span>
  )
}
