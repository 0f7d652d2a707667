// components/notifications/message-menu.tsx
'use client'

import { ArrowDownToLine, ArrowUpToLine, Ban, Ellipsis, FileText, ListX, Send } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
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

export type MessageActions = {
  readonly sendNow: (id: string) => Promise<FormAnswer>
  readonly move: (id: string, to: 'front' | 'back') => Promise<FormAnswer>
  readonly cancel: (id: string, thread: boolean) => Promise<FormAnswer & { canceled?: number }>
  readonly markSent: (id: string) => Promise<FormAnswer>
  readonly sendAgain: (id: string) => Promise<FormAnswer>
}

type Props = {
  readonly id: string
  readonly label: string
  readonly actions: MessageActions
}

/** What a person may do to a message that waits. */
export function MessageMenu({ id, label, actions }: Props) {
  const t = useTranslations('notifications.do')
  const router = useRouter()
  const [pending, start] = useTransition()
  const act = (work: () => Promise<FormAnswer & { canceled?: number }>, done: string | null) =>
    start(async () => {
      const { message, canceled } = await work()
      if (message !== undefined) toast.error(message)
      else toast.success(done ?? t('canceled', { n: canceled ?? 1 }))
      router.refresh()
    })
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={label} disabled={pending}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => act(() => actions.sendNow(id), t('sentNow'))}>
          <Send aria-hidden />
          {t('now')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => act(() => actions.move(id, 'front'), t('movedFront'))}>
          <ArrowUpToLine aria-hidden />
          {t('front')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => act(() => actions.move(id, 'back'), t('movedBack'))}>
          <ArrowDownToLine aria-hidden />
          {t('back')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push(`/notifications/${id}`)}>
          <FileText aria-hidden />
          {t('open')}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem danger onSelect={() => act(() => actions.cancel(id, false), null)}>
          <Ban aria-hidden />
          {t('cancel')}
        </DropdownMenuItem>
        <DropdownMenuItem danger onSelect={() => act(() => actions.cancel(id, true), null)}>
          <ListX aria-hidden />
          {t('cancelThread')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
