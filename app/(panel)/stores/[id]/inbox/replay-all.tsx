// app/(panel)/stores/[id]/inbox/replay-all.tsx
'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'
import { replayQuarantineAction } from './actions'

export function ReplayAll({ storeId }: { readonly storeId: string }) {
  const t = useTranslations('stores.quarantine')
  const [busy, start] = useTransition()
  const replay = () =>
    start(async () => {
      const { ok, message } = await replayQuarantineAction(storeId)
      toast[ok ? 'success' : 'message'](message)
    })
  return (
    <Button variant="primary" busy={busy} onClick={replay}>
      {!busy && <RotateCcw aria-hidden />}
      {t('replayAll')}
    </Button>
  )
}
