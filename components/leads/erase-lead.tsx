// components/leads/erase-lead.tsx
'use client'

import { Trash2 } from 'lucide-react'
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

/** It cannot be undone, so it is asked, and says what goes and what stays. */
export function EraseLead({ erase }: { readonly erase: () => Promise<string | null> }) {
  const t = useTranslations('leads.erase')
  const [open, setOpen] = useState(false)
  const [busy, start] = useTransition()
  const press = () =>
    start(async () => {
      const refused = await erase()
      setOpen(false)
      if (refused === null) toast.success(t('done'))
      else toast.error(refused)
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button className="text-refused">
          <Trash2 aria-hidden />
          {t('button')}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t('title')}</AlertDialogTitle>
          <AlertDialogDescription>{t('text')}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{t('keep')}</AlertDialogCancel>
          <Button variant="danger" busy={busy} onClick={press}>
            {t('button')}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
