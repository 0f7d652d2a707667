// components/notifications/upsell-switch.tsx
import { useTranslations } from 'next-intl'
import { Card, CardContent } from '@/components/ui/card'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { StepSwitch } from './step-switch'

type Props = {
  readonly enabled: boolean
  readonly action: (enabled: boolean) => Promise<FormAnswer>
}

/** Of the whole store: whether upsells are told like any other purchase. */
export function UpsellSwitch({ enabled, action }: Props) {
  const t = useTranslations('notifications.rules.upsells')
  return (
    <Card aria-label={t('title')}>
      <CardContent className="flex items-start justify-between gap-4">
        <div>
          <h2 className="text-sm font-medium">{t('title')}</h2>
          <p className="mt-1 max-w-prose text-muted-foreground">{t('body')}</p>
        </div>
        <StepSwitch
          enabled={enabled}
          label={t('title')}
          done={{ on: t('on'), off: t('off') }}
          action={action}
        />
      </CardContent>
    </Card>
  )
}
