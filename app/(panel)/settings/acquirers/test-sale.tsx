// app/(panel)/settings/acquirers/test-sale.tsx
'use client'

import { FlaskConical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import type { AcquirerCard } from '@/lib/accounts/acquirer-views'
import type { TestSaleView } from '@/lib/sales/test-sale-view'
import { TestSaleForm } from './test-sale-form'
import { TestSaleResult } from './test-sale-result'

/** A sale from the running system to where no money is, also while the account sells for real. */
export function TestSale({ acquirer }: { readonly acquirer: AcquirerCard }) {
  const t = useTranslations('settings.acquirers.test')
  const [result, setResult] = useState<TestSaleView | null>(null)
  const environment = acquirer.testsIn
  if (environment === null) return null
  return (
    <Dialog onOpenChange={(open) => !open && setResult(null)}>
      <DialogTrigger asChild>
        <Button>
          <FlaskConical aria-hidden className="text-waiting" />
          {t('open')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title', { label: acquirer.label })}</DialogTitle>
          <DialogDescription>{t(`body.${environment}`)}</DialogDescription>
        </DialogHeader>
        {result === null ? (
          <TestSaleForm acquirer={acquirer} done={setResult} />
        ) : (
          <TestSaleResult result={result} again={() => setResult(null)} />
        )}
      </DialogContent>
    </Dialog>
  )
}
