// components/notifications/rule-steps.tsx
'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import {
  AlertDialog,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Filters } from '@/components/ui/filters'
import { toast } from '@/components/ui/toaster'
import type { RuleView, StepView } from '@/lib/notifications/rule-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { useDelayWords } from './delay-words'

type Props = {
  readonly rule: RuleView
  readonly step: StepView
  /** How many messages wait for this step. */
  readonly pending: number
  readonly add: (ruleId: string) => Promise<FormAnswer & { readonly step?: number }>
  readonly remove: (ruleId: string, step: number) => Promise<FormAnswer>
}

/** The messages of one event in the order in which a buyer hears them, with one more or one less. */
export function RuleSteps({ rule, step, pending, add, remove }: Props) {
  const t = useTranslations('notifications.editor')
  const delay = useDelayWords()
  const router = useRouter()
  const [removing, ask] = useState(false)
  const [busy, start] = useTransition()
  const place = (to: number) => `/notifications/rules/${rule.code}?store=${rule.storeId}&step=${to}`
  const more = () =>
    start(async () => {
      const { message, step: made } = await add(rule.id)
      if (message !== undefined) toast.error(message)
      else if (made !== undefined) {
        toast.success(t('stepAdded'))
        router.push(place(made))
      }
    })
  const less = () =>
    start(async () => {
      const { message } = await remove(rule.id, step.step)
      ask(false)
      if (message !== undefined) toast.error(message)
      else {
        toast.success(t('stepRemoved'))
        router.push(place(rule.steps.find((each) => each.step !== step.step)?.step ?? 1))
      }
    })
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-2 [&_nav]:mb-0">
      <Filters
        label={t('steps')}
        links={rule.steps.map((each) => ({
          href: place(each.step),
          label: delay(each.delay),
          current: each.step === step.step,
        }))}
      />
      <span className="flex flex-wrap gap-2">
        <Button size="sm" onClick={more} busy={busy} className="max-md:h-11">
          <Plus aria-hidden /> {t('addStep')}
        </Button>
        {rule.steps.length > 1 && (
          <Button size="sm" onClick={() => ask(true)} disabled={busy} className="max-md:h-11">
            <Trash2 aria-hidden /> {t('removeStep')}
          </Button>
        )}
      </span>
      <AlertDialog open={removing} onOpenChange={ask}>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>{t('removeTitle')}</AlertDialogTitle>
            <AlertDialogDescription>{t('removeBody', { n: pending })}</AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <Button onClick={() => ask(false)}>{t('keepStep')}</Button>
            <Button variant="primary" onClick={less} busy={busy}>
              {t('removeStep')}
            </Button>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </div>
  )
}
