// components/notifications/rule-head.tsx
import { useTranslations } from 'next-intl'
import { PageHeader } from '@/components/ui/page-header'
import type { RuleView, StepView } from '@/lib/notifications/rule-views'
import { useRuleName } from './rule-name'

type Props = { readonly rule: RuleView; readonly step: StepView }

export function RuleHead({ rule, step }: Props) {
  const t = useTranslations('notifications')
  const nameOf = useRuleName()
  const { code, storeId, priority, outsidePath } = rule
  const shown = outsidePath ? null : priority
  return (
    <PageHeader
      title={nameOf(code, step.step)}
      description={[
        shown === null ? t('rules.noPriority') : t('rules.priorityOf', { n: shown }),
        t(`rules.${step.kind}`),
        t(`rules.seen.${code}` as Parameters<typeof t>[0]),
      ].join(' · ')}
      back={{ href: `/notifications/rules?store=${storeId}`, label: t('editor.back') }}
    />
  )
}
