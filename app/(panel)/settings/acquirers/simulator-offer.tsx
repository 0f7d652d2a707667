// app/(panel)/settings/acquirers/simulator-offer.tsx
'use client'

import { FlaskConical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form'
import { toast } from '@/components/ui/toaster'
import type { AcquirerCard } from '@/lib/accounts/acquirer-views'
import { useSimulatorAction as askForSimulator } from './actions'

/** The shortest way to a first sale: no contract, no number to copy, and no doubt that it is a test. */
export function SimulatorOffer({ acquirer }: { readonly acquirer: AcquirerCard }) {
  const t = useTranslations('settings.acquirers')
  const saved = useTranslations('settings')
  const [pending, start] = useTransition()
  const [message, setMessage] = useState<string>()
  const take = () =>
    start(async () => {
      const answer = await askForSimulator(acquirer.code)
      setMessage(answer.message)
      if (answer.message === undefined) toast.success(saved('saved'))
    })
  return (
    <div className="grid gap-3 rounded-md border border-dashed p-4">
      <p className="max-w-[60ch] text-muted-foreground">
        {t('simulatorBody', { label: acquirer.label })}
      </p>
      <FormError>{message}</FormError>
      <Button className="justify-self-start max-sm:h-11" busy={pending} onClick={take}>
        <FlaskConical aria-hidden className="text-waiting" />
        {t('useSimulator')}
      </Button>
    </div>
  )
}
