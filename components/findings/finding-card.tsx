// components/findings/finding-card.tsx
import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CodeChip } from '@/components/ui/code-chip'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import { type Centavos, formatReais } from '@/lib/kernel/money'
import type { FindingView } from '@/lib/payments/findings-view'
import { AskButton, ResolveButton } from './finding-verbs'
import { TwoSides } from './two-sides'

type Done = { readonly ok: boolean; readonly message: string }
type Props = {
  readonly finding: FindingView
  /** Null for who only looks, and for what is resolved. */
  readonly verbs: {
    readonly ask: () => Promise<Done>
    readonly resolve: (note: string) => Promise<Done>
  } | null
}

const URGENT: ReadonlySet<string> = new Set([
  'amount_differs',
  'chargeback',
  'orphan',
  'differs',
  'stray_refused',
  'refund_denied',
  'integrity',
])
const TOLD: ReadonlySet<string> = new Set(['late_approval', 'stray_approval', 'paid_late'])

function toneOf({ kind, resolved }: FindingView): Tone {
  if (resolved !== null) return 'paid'
  if (TOLD.has(kind)) return 'neutral'
  return URGENT.has(kind) ? 'refused' : 'waiting'
}

/** One thing that a person should know: what happened, what we did, what is left to do. */
export function FindingCard({ finding, verbs }: Props) {
  const t = useTranslations('findings')
  const locale = useLocale()
  const { kind, attempt, refusal, sides, resolved } = finding
  const acquirer = attempt?.acquirer ?? t('acquirer')
  const words = {
    acquirer,
    amount: amountOf(finding),
    left: finding.detail.left ?? '',
    about: finding.detail.about ?? '',
  }
  const { code = '', brandCode = '', said: message = '' } = finding.detail
  const said = [code, brandCode, message].filter((each) => each !== '').join(' ')
  return (
    <Card aria-labelledby={finding.id}>
      <header className="grid gap-1 px-4 pt-4 lg:px-5 lg:pt-5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
          <Status tone={toneOf(finding)} className="whitespace-normal">
            <h2 id={finding.id} className="text-base">
              {t(`kind.${kind}.title`, words)}
            </h2>
          </Status>
          <span className="num text-xs text-muted-foreground">
            <RelativeTime at={finding.at} />
          </span>
        </div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted-foreground">
          {attempt !== null && (
            <>
              <span>{acquirer}</span>
              <span className="num">{formatReais(attempt.amount)}</span>
              {attempt.code !== null && <CodeChip>{t('code', { code: attempt.code })}</CodeChip>}
              {attempt.tid !== null && <CodeChip>{t('tid', { tid: attempt.tid })}</CodeChip>}
              {attempt.environment !== 'production' && (
                <Badge variant="environment">
                  <FlaskConical aria-hidden />
                  {t(`environment.${attempt.environment}`)}
                </Badge>
              )}
            </>
          )}
        </p>
      </header>
      <div className="grid gap-4 p-4 lg:p-5">
        {sides !== null && <TwoSides sides={sides} acquirer={acquirer} />}
        <dl className="grid gap-3 sm:grid-cols-3 sm:gap-5">
          <Told term={t('happened')}>
            {t(`kind.${kind}.happened`, words)}
            {refusal !== null && refusal.said !== '' && (
              <span className="mt-1 block">
                {refusal.explained.description[locale]} <CodeChip>{refusal.said}</CodeChip>
              </span>
            )}
            {refusal === null && said !== '' && (
              <span className="mt-1 block">
                <CodeChip>{said}</CodeChip>
              </span>
            )}
          </Told>
          <Told term={t('did')}>{t(`kind.${kind}.did`, words)}</Told>
          <Told term={t('todo')}>
            {refusal === null ? t(`kind.${kind}.todo`, words) : refusal.explained.guidance[locale]}
          </Told>
        </dl>
        {resolved !== null && <Resolved resolved={resolved} />}
        {(verbs !== null || attempt !== null) && (
          <div className="flex flex-wrap gap-2">
            {attempt !== null && (
              <Button asChild size="sm">
                <Link href={`/sales/${attempt.saleId}`}>{t('openSale')}</Link>
              </Button>
            )}
            {verbs !== null && attempt !== null && (
              <AskButton label={t('ask', { acquirer })} run={verbs.ask} />
            )}
            {verbs !== null && <ResolveButton run={verbs.resolve} />}
          </div>
        )}
      </div>
    </Card>
  )
}

const amountOf = ({ detail, attempt }: FindingView) => {
  const sum = /^\d+$/.test(detail.amount ?? '') ? Number(detail.amount) : attempt?.amount
  return sum === undefined ? '' : formatReais(sum as Centavos)
}

function Told({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  )
}

function Resolved({ resolved }: { resolved: NonNullable<FindingView['resolved']> }) {
  const t = useTranslations('findings')
  const { who, note, at } = resolved
  return (
    <div className="rounded-md bg-muted px-3 py-2.5">
      <p className="text-xs text-muted-foreground">
        {who === null
          ? t.rich('byItself', { when: () => <RelativeTime at={at} /> })
          : t.rich('byPerson', {
              who: who === '' ? t('somebody') : who,
              when: () => <RelativeTime at={at} />,
            })}
      </p>
      {who !== null && note !== null && <p className="mt-0.5 break-words">{note}</p>}
    </div>
  )
}
