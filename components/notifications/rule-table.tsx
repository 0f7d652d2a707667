// components/notifications/rule-table.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CodeChip } from '@/components/ui/code-chip'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import type { RuleView, StepView } from '@/lib/notifications/rule-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { useDelayWords } from './delay-words'
import { useRuleName } from './rule-name'
import { StepSwitch } from './step-switch'

type SwitchStep = (ruleId: string, step: number, enabled: boolean) => Promise<FormAnswer>
type Props = {
  readonly rules: readonly RuleView[]
  /** Whose words recognise the events. */
  readonly platform: string
  readonly switchStep: SwitchStep
}

/** Priority, name, how the event is recognised, when, and whether it is on: one row a step. */
export function RuleTable({ rules, platform, switchStep }: Props) {
  const t = useTranslations('notifications.rules')
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead numeric className="w-20">
            {t('priority')}
          </TableHead>
          <TableHead>{t('name')}</TableHead>
          <TableHead>{t('recognised')}</TableHead>
          <TableHead>{t('delay')}</TableHead>
          <TableHead numeric>{t('on')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rules.flatMap((rule) =>
          rule.steps.map((step) => (
            <Line key={`${rule.id}.${step.step}`} {...{ rule, step, platform, switchStep }} />
          )),
        )}
      </TableBody>
    </Table>
  )
}

type LineProps = Omit<Props, 'rules'> & {
  readonly rule: RuleView
  readonly step: StepView
}

function Line({ rule, step, platform, switchStep }: LineProps) {
  const t = useTranslations('notifications.rules')
  const name = useRuleName()(rule.code, step.step)
  const delay = useDelayWords()(step.delay)
  const { id, storeId, code, priority, outsidePath } = rule
  const shown = outsidePath ? null : priority
  const first = step.step === 1
  const wire = `wire.${platform}.${code}` as Parameters<typeof t>[0]
  return (
    <TableRow>
      <TableCell numeric phone="hide" className="text-muted-foreground">
        {first && shown}
      </TableCell>
      <TableCell phone="title">
        <Link
          href={`/notifications/rules/${code}?store=${storeId}&step=${step.step}`}
          className="font-medium hover:underline"
        >
          {name}
        </Link>
        {step.stoppedBy !== null && (
          <p className="text-xs text-refused">{t('stopped', { cause: step.stoppedBy })}</p>
        )}
      </TableCell>
      <TableCell className="text-xs text-muted-foreground">
        {t(`seen.${code}` as Parameters<typeof t>[0])}
        {first && t.has(wire) && (
          <span className="mt-0.5 block [overflow-wrap:anywhere]">
            <CodeChip>{t(wire)}</CodeChip>
          </span>
        )}
      </TableCell>
      <TableCell className="text-muted-foreground">{delay}</TableCell>
      <TableCell numeric phone="value">
        <StepSwitch
          enabled={step.enabled}
          label={t('switch', { name })}
          done={{ on: t('switchedOn', { name }), off: t('switchedOff', { name }) }}
          action={switchStep.bind(null, id, step.step)}
        />
      </TableCell>
    </TableRow>
  )
}
