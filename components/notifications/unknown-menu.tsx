// components/notifications/unknown-menu.tsx
'use client'

import { CheckCheck, Ellipsis, FileText, RotateCw } from 'lucide-react'
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
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { toast } from '@/components/ui/toaster'
import type { FormAnswer } from '@/lib/platform/form-answer'
import type { MessageActions } from './message-menu'

type Props = {
  readonly id: string
  /** Whom the message was for. */
  readonly name: string
  readonly actions: Pick<MessageActions, 'markSent' | 'sendAgain'>
}

/** What a person may decide about a message of which nobody knows whether it arrived. */
export function UnknownMenu({ id, name, actions }: Props) {
  const t = useTranslations('notifications.do')
  const router = useRouter()
  const [pending, start] = useTransition()
  const [asking, ask] = useState(false)
  const act = (work: () => Promise<FormAnswer>, done: string) =>
    start(async () => {
      const { message } = await work()
      if (message === undefined) toast.success(done)
      else toast.error(message)
      ask(false)
      router.refresh()
    })
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t('menuUnknown', { name })}
            disabled={pending}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => act(() => actions.markSent(id), t('markedSent'))}>
            <CheckCheck aria-hidden />
            {t('markSent')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => router.push(`/notifications/${id}`)}>
            <FileText aria-hidden />
            {t('open')}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={() => ask(true)}>
            <RotateCw aria-hidden />
            {t('again')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <AlertDialog open={asking} onOpenChange={ask}>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>{t('againTitle', { name })}</AlertDialogTitle>
            <AlertDialogDescription>{t('againBody')}</AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <AlertDialogCancel>{t('againBack')}</AlertDialogCancel>
            <Button
              variant="primary"
              busy={pending}
              onClick={() => act(() => actions.sendAgain(id), t('againDone'))}
            >
              {t('againGo')}
            </Button>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  )
}
