// components/offers/restore-button.tsx
'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toaster'

type Props = {
  readonly number: number
  readonly offerId: string
  readonly restore: (number: number) => Promise<string | null>
}

/** An older version becomes the draft; what was not published goes, so it is asked. */
export function RestoreButton({ number, offerId, restore }: Props) {
  const t = useTranslations('offers.versions')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, start] = useTransition()
  const press = () =>
    start(async () => {
      const refused = await restore(number)
      setOpen(false)
      if (refused !== null) return void toast.error(refused)
      toast.success(t('restored', { number }))
      router.push(`/offers/${offerId}`)
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button>{t('restore')}</Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t('sure', { number })}</AlertDialogTitle>
          <AlertDialogDescription>{t('sureText')}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{t('keep')}</AlertDialogCancel>
          <Button variant="primary" busy={busy} onClick={press}>
            {t('restore')}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
