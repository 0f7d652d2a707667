// components/notifications/apply-to-pending.tsx
'use client'

import { useTranslations } from 'next-intl'
import {
  AlertDialog,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { RuleValues } from './rule-values'

type Props = {
  readonly count: number
  /** What is about to be saved; null while nothing is. */
  readonly values: RuleValues | null
  readonly send: (values: RuleValues) => Promise<void>
  readonly close: () => void
}

/** Messages that wait were promised the old text: whether they change too is asked, with their number. */
export function ApplyToPending({ count, values, send, close }: Props) {
  const t = useTranslations('notifications.editor.pending')
  const save = (applyToPending: boolean) => {
    if (values !== null) void send({ ...values, applyToPending })
  }
  return (
    <AlertDialog open={values !== null} onOpenChange={(open) => !open && close()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t('title', { n: count })}</AlertDialogTitle>
          <AlertDialogDescription>{t('body')}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <Button onClick={() => save(false)}>{t('keep')}</Button>
          <Button variant="primary" onClick={() => save(true)}>
            {t('apply')}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
