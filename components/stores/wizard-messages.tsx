// components/stores/wizard-messages.tsx
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useDelayWords } from '@/components/notifications/delay-words'
import { StepSwitch } from '@/components/notifications/step-switch'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { StepView } from '@/lib/notifications/rule-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import { WizardFoot, WizardFrame } from './wizard-frame'

export type MainRule = {
  readonly code: string
  readonly event: PurchaseEvent
  readonly on: boolean
  /** When each of its messages leaves, of those that are on or would be. */
  readonly delays: readonly StepView['delay'][]
}

type Props = {
  readonly storeId: string
  readonly name: string
  readonly platform: string
  readonly rules: readonly MainRule[]
  readonly turn: (storeId: string, code: string, on: boolean) => Promise<FormAnswer>
}

/** The few that matter most, on as most stores want them; each is saved as it is switched. */
export function WizardMessages({ storeId, name, platform, rules, turn }: Props) {
  const t = useTranslations('stores.wizard')
  const here = `/stores/new?store=${storeId}`
  return (
    <WizardFrame
      step="messages"
      title={t('messages.title', { name })}
      lead={t('messages.lead', { platform })}
    >
      <Card className="mt-6">
        <ul className="[&>li+li]:border-t">
          {rules.map((rule) => (
            <Line key={rule.code} rule={rule} turn={turn.bind(null, storeId, rule.code)} />
          ))}
        </ul>
      </Card>
      <p className="mt-3 text-muted-foreground">
        {t.rich('messages.more', {
          link: (words) => (
            <Link
              href={`/notifications/rules?store=${storeId}`}
              className="text-foreground underline underline-offset-4"
            >
              {words}
            </Link>
          ),
        })}
      </p>
      <WizardFoot>
        <Button asChild variant="ghost">
          <Link href={`${here}&step=address`}>
            <ArrowLeft aria-hidden />
            {t('back')}
          </Link>
        </Button>
        <Button asChild variant="primary" className="max-md:h-11">
          <Link href={`${here}&step=sender`}>{t('next')}</Link>
        </Button>
      </WizardFoot>
    </WizardFrame>
  )
}

type LineProps = {
  readonly rule: MainRule
  readonly turn: (on: boolean) => Promise<FormAnswer>
}

function Line({ rule, turn }: LineProps) {
  const t = useTranslations('stores.wizard.messages')
  const events = useTranslations('events')
  const when = useDelayWords()
  const title = events(rule.event)
  return (
    <li className="flex items-center justify-between gap-4 px-4 py-3.5 lg:px-5">
      <div className="min-w-0">
        <h2 className="text-sm font-medium tracking-normal">{title}</h2>
        <p className="text-muted-foreground">
          {t('when', { count: rule.delays.length, when: rule.delays.map(when).join(', ') })}
        </p>
      </div>
      <StepSwitch
        enabled={rule.on}
        label={title}
        done={{ on: t('on', { title }), off: t('off', { title }) }}
        action={turn}
      />
    </li>
  )
}
