// app/(panel)/settings/acquirers/homologation.tsx
import { CircleCheck, CircleDashed } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AcquirerCard } from '@/lib/accounts/acquirer-views'

/** How far this acquirer has come. Each line turns green from evidence and by nobody's click. */
export function Homologation({ acquirer }: { readonly acquirer: AcquirerCard }) {
  const t = useTranslations('settings.acquirers.homologation')
  const { inUse, tests, evidence } = acquirer
  const saved = inUse ?? tests
  const { trial, real } = evidence
  return (
    <section aria-label={`${t('title')}, ${acquirer.label}`}>
      <h3 className="mb-1 text-xs font-normal text-muted-foreground">{t('title')}</h3>
      <ol>
        <Line done={saved?.savedAt ?? null}>{t('saved')}</Line>
        <Line done={saved?.checkedAt ?? null}>{t('checked')}</Line>
        <Line done={trial?.at ?? null} saleId={trial?.saleId}>
          {t(trial === null ? 'trialMissing' : `trial.${trial.environment}`)}
        </Line>
        <Line done={real?.at ?? null} saleId={real?.saleId}>
          {t(real === null ? 'realMissing' : 'real')}
        </Line>
      </ol>
    </section>
  )
}

type LineProps = {
  readonly done: Date | null
  readonly saleId?: string | undefined
  readonly children: ReactNode
}

function Line({ done, saleId, children }: LineProps) {
  const t = useTranslations('settings.acquirers.homologation')
  const Icon = done === null ? CircleDashed : CircleCheck
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 py-1">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 ${done === null ? 'text-muted-foreground' : 'text-paid'}`}
      />
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className={done === null ? 'text-muted-foreground' : undefined}>
          {children}
          <span className="sr-only">{done === null && `, ${t('missing')}`}</span>
        </span>
        {done !== null && (
          <span className="text-xs text-muted-foreground">
            <RelativeTime at={done} />
            {saleId !== undefined && (
              <>
                {' · '}
                <Link href={`/sales/${saleId}`} className="prose-link">
                  {t('seeSale')}
                </Link>
              </>
            )}
          </span>
        )}
      </span>
    </li>
  )
}
