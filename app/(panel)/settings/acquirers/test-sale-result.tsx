// app/(panel)/settings/acquirers/test-sale-result.tsx
'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CodeChip, Mono } from '@/components/ui/code-chip'
import { CopyButton } from '@/components/ui/copy-button'
import { DialogFooter } from '@/components/ui/dialog'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import { formatReais } from '@/lib/kernel/money'
import type { TestSaleView } from '@/lib/sales/test-sale-view'

type Props = { readonly result: TestSaleView; readonly again: () => void }

type Outcome = 'approved' | 'issued' | 'refused' | 'unknown' | 'not_sent'

const TONE: Readonly<Record<Outcome, Tone>> = {
  approved: 'paid',
  issued: 'waiting',
  refused: 'refused',
  unknown: 'waiting',
  not_sent: 'refused',
}

/** What the acquirer said, with every code that homologation asks for. */
export function TestSaleResult({ result, again }: Props) {
  const t = useTranslations('settings.acquirers.test')
  const format = useFormatter()
  const { attempt, payWith, amount, saleId } = result
  const outcome = outcomeOf(result)
  const facts = [
    ['tid', attempt?.tid],
    ['nsu', attempt?.nsu],
    ['arp', attempt?.arp],
  ] as const
  return (
    <>
      <div className="grid gap-2 rounded-md border p-4" role="status">
        <span className="flex flex-wrap items-center justify-between gap-2">
          <Status tone={TONE[outcome]} className="font-medium">
            {t(`outcome.${outcome}`)}
          </Status>
          <span className="num font-semibold">{formatReais(amount)}</span>
        </span>
        <p className="text-muted-foreground">
          {attempt?.description ?? t(`outcomeDoes.${outcome}`)}
          {attempt?.code != null && (
            <>
              {' '}
              <CodeChip>{attempt.code}</CodeChip>
            </>
          )}
          {attempt?.returnCode != null && (
            <>
              {' '}
              <CodeChip>{attempt.returnCode}</CodeChip>
            </>
          )}
        </p>
        {attempt?.ms != null && (
          <p className="text-xs text-muted-foreground">
            {t(outcome === 'unknown' || outcome === 'not_sent' ? 'waited' : 'took', {
              acquirer: attempt.acquirer,
              ms: format.number(attempt.ms),
            })}
          </p>
        )}
        <dl className="grid gap-1 empty:hidden">
          {facts.map(([name, value]) =>
            value == null || value === '' ? null : (
              <div key={name} className="grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-3">
                <dt className="text-xs text-muted-foreground">{t(`facts.${name}`)}</dt>
                <dd>
                  <Mono>{value}</Mono>
                </dd>
              </div>
            ),
          )}
        </dl>
        {payWith !== null && (
          <div className="flex items-start justify-between gap-2 border-t pt-2">
            <Mono className="line-clamp-3">{payWith}</Mono>
            <CopyButton text={payWith} label={t('copy')} />
          </div>
        )}
      </div>
      <p className="text-xs text-muted-foreground">{t('apart')}</p>
      <DialogFooter>
        <Button variant="ghost" onClick={again} className="max-sm:h-11">
          {t('again')}
        </Button>
        <Button asChild className="max-sm:h-11">
          <Link href={`/sales/${saleId}`}>{t('see')}</Link>
        </Button>
      </DialogFooter>
    </>
  )
}

function outcomeOf({ attempt }: TestSaleView): Outcome {
  switch (attempt?.status) {
    case 'authorized':
    case 'captured':
    case 'voided':
    case 'refunded':
      return 'approved'
    case 'waiting':
      return 'issued'
    case 'refused':
    case 'expired':
      return 'refused'
    case 'unknown':
    case 'sending':
      return 'unknown'
    default:
      return 'not_sent'
  }
}
