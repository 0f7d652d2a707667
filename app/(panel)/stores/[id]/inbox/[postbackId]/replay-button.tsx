// app/(panel)/stores/[id]/inbox/[postbackId]/replay-button.tsx
'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'
import { replayAction } from '../actions'

export function ReplayButton({ postbackId }: { readonly postbackId: string }) {
  const t = useTranslations('stores.postback')
  const [busy, start] = useTransition()
  const replay = () =>
    start(async () => {
      const { ok, message } = await replayAction(postbackId)
      toast[ok ? 'success' : 'error'](message)
    })
  return (
    <Button variant="primary" busy={busy} onClick={replay} title={t('replayWhy')}>
      {!busy && <RotateCcw aria-hidden />}
      {t('replay')}
    </Button>
  )
}
