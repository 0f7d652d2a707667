// components/home/first-steps.tsx
import { CircleCheck, CircleDashed } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ChecklistStep } from '@/lib/accounts/first-sale'

type Props = {
  readonly steps: readonly ChecklistStep[]
  /** Where the offer that is on the air can be bought; null before. */
  readonly offerPath: string | null
}

const HREF = {
  company: '/settings',
  acquirer: '/settings/acquirers',
  offer: '/offers/new',
} as const

/** From an empty account to the first sale. A step turns green from evidence, by nobody's click. */
export function FirstSteps({ steps, offerPath }: Props) {
  const t = useTranslations('home.first')
  const next = steps.find(({ done }) => !done)?.step
  const done = steps.filter((step) => step.done).length
  return (
    <Card aria-labelledby="first" className="max-w-[720px]">
      <CardHeader className="pb-3">
        <CardTitle id="first">{t('title')}</CardTitle>
        <span className="num text-xs text-muted-foreground">
          {t('progress', { done, of: steps.length })}
        </span>
      </CardHeader>
      <ol>
        {steps.map((step) => (
          <Step
            key={step.step}
            step={step}
            isNext={step.step === next}
            href={step.step === 'sale' ? offerPath : HREF[step.step]}
          />
        ))}
      </ol>
    </Card>
  )
}

function Step({
  step,
  isNext,
  href,
}: {
  readonly step: ChecklistStep
  readonly isNext: boolean
  readonly href: string | null
}) {
  const t = useTranslations('home.first')
  const Icon = step.done ? CircleCheck : CircleDashed
  return (
    <li
      aria-current={isNext ? 'step' : undefined}
      className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t px-4 py-4 lg:px-5"
    >
      <Icon
        aria-label={t(step.done ? 'done' : 'open')}
        className={cn('mt-0.5 size-4', step.done ? 'text-paid' : 'text-muted-foreground')}
      />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3
            className={cn(
              !isNext && 'font-medium',
              !isNext && !step.done && 'text-muted-foreground',
            )}
          >
            {t(`${step.step}.title`)}
          </h3>
          {step.done && (
            <span className="min-w-0 truncate text-xs text-muted-foreground">
              {step.evidence}
              {step.at !== null && (
                <>
                  {' · '}
                  <RelativeTime at={step.at} />
                </>
              )}
            </span>
          )}
        </div>
        {isNext && (
          <>
            <p className="mt-1 max-w-[56ch] text-muted-foreground">{t(`${step.step}.body`)}</p>
            {href !== null && (
              <Button asChild variant="primary" className="mt-3 max-md:h-11">
                <Link href={href} {...(step.step === 'sale' && { target: '_blank' })}>
                  {t(`${step.step}.action`)}
                </Link>
              </Button>
            )}
          </>
        )}
      </div>
    </li>
  )
}
