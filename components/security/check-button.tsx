// components/security/check-button.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'

type Props = {
  readonly check: () => Promise<{ readonly ok: boolean; readonly message: string }>
}

export function CheckButton({ check }: Props) {
  const t = useTranslations('settings.security')
  const [busy, start] = useTransition()
  const act = () =>
    start(async () => {
      const { ok, message } = await check()
      toast[ok ? 'success' : 'error'](message)
    })
  return (
    <Button busy={busy} onClick={act}>
      {t('checkNow')}
    </Button>
  )
}
