// app/(panel)/stores/[id]/settings/end-grace-button.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'
import { endGraceAction } from '../../actions'

type Props = { readonly storeId: string; readonly of: 'key' | 'address' }

export function EndGraceButton({ storeId, of }: Props) {
  const t = useTranslations('stores.edit')
  const [busy, start] = useTransition()
  const end = () =>
    start(async () => {
      const { message } = await endGraceAction({ storeId, of })
      if (message === undefined) toast.success(t(`${of}GraceEnded`))
      else toast.error(message)
    })
  return (
    <Button size="sm" busy={busy} onClick={end}>
      {t('graceEnd')}
    </Button>
  )
}
