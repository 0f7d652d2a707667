// app/(panel)/stores/[id]/check-again.tsx
'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'

/** Every item is made from evidence at each look; this is another look. */
export function CheckAgain() {
  const t = useTranslations('stores.check')
  const { refresh } = useRouter()
  const [busy, start] = useTransition()
  return (
    <Button variant="primary" busy={busy} onClick={() => start(refresh)}>
      {!busy && <RefreshCw aria-hidden />}
      {t('again')}
    </Button>
  )
}
