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
import type { WeekFigures } from '@/lib/notifications/rule-history'
import type { RuleView, StepView } from '@/lib/notifications/rule-views'
import type { FormAnswer } from '@/lib/platform/form-answer'
import { useDelayWords } from './delay-words'
import { useRuleName } from './rule-name'
import { StepSwitch } from './step-switch'

type SwitchStep = (ruleId: string, step: number, enabled: boolean) => Promise<FormAnswer>
type Props = {
  readonly rules: readonly RuleView[]
  /** By which words of its platform each is recognised; what has none cannot be told by it. */
  readonly recognised: Readonly<Record<string, string>>
  readonly platform: string
  /** Of the last seven days, by `rule.step`. */
  readonly week: WeekFigures
  readonly switchStep: SwitchStep
}

/** Priority, name, how the event is recognised, when, and whether it is on: one row a step. */
export function RuleTable({ rules, ...rest }: Props) {
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
          <TableHead numeric className="whitespace-nowrap">
            {t('week')}
          </TableHead>
          <TableHead numeric>{t('on')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rules.flatMap((rule) =>
          rule.steps.map((step) => (
            <Line key={`${rule.id}.${step.step}`} {...{ rule, step, ...rest }} />
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

function Line({ rule, step, recognised, platform, week, switchStep }: LineProps) {
  const t = useTranslations('notifications.rules')
  const name = useRuleName()(rule.code, step.step)
  const delay = useDelayWords()(step.delay)
  const { id, storeId, code, priority, outsidePath } = rule
  const shown = outsidePath ? null : priority
  const first = rule.steps[0]?.step === step.step
  const words = recognised[code]
  const { sent = 0, recovered = 0 } = week[`${code}.${step.step}`] ?? {}
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
        {step.variants.length > 0 && (
          <p className="text-xs text-muted-foreground">
            {t('tested', { n: step.variants.length + 1 })}
          </p>
        )}
        {first && rule.holdoutPercent > 0 && (
          <p className="text-xs text-muted-foreground">
            {t('heldOut', { percent: rule.holdoutPercent })}
          </p>
        )}
        {step.stoppedBy !== null && (
          <p className="text-xs text-refused">{t('stopped', { cause: step.stoppedBy })}</p>
        )}
      </TableCell>
      <TableCell className="text-xs text-muted-foreground">
        {t(`seen.${code}` as Parameters<typeof t>[0])}
        {first && words !== undefined && (
          <span className="mt-0.5 block [overflow-wrap:anywhere]">
            <CodeChip>{words}</CodeChip>
          </span>
        )}
        {first && words === undefined && Object.keys(recognised).length > 0 && (
          <span className="mt-0.5 block text-waiting">{t('untold', { platform })}</span>
        )}
      </TableCell>
      <TableCell className="text-muted-foreground">{delay}</TableCell>
      <TableCell numeric className="text-muted-foreground" data-label={t('week')}>
        {sent === 0 && recovered === 0 ? '–' : t('weekOf', { sent, recovered })}
      </TableCell>
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
