// components/notifications/rule-values.ts
import type { RuleView, StepView } from '@/lib/notifications/rule-views'

const MINUTE_MS = 60_000

export type DelayValues = {
  kind: 'after' | 'before_expiry' | 'due_day' | 'next_day'
  amount: string
  unit: 'minutes' | 'hours' | 'days'
  ifItLives: string
  daysBefore: string
  at: string
}

export type VariantValues = {
  key: 'B' | 'C' | 'D'
  percent: string
  text: string
  fallback: string
}

export type TemplateValues = {
  on: boolean
  name: string
  language: string
  category: 'UTILITY' | 'MARKETING'
  parameters: string
  button: string
}

/** A step as its form holds it: words and digits, nothing counted yet. */
export type RuleValues = {
  ruleId: string
  step: number
  basis: string
  delay: DelayValues
  lane: 'now' | 'normal'
  kind: 'recovery' | 'transactional'
  text: string
  fallback: string
  subject: string
  variants: VariantValues[]
  template: TemplateValues
  shortenLinks: boolean
  applyToPending: boolean
}

export const MINUTES_IN = { minutes: 1, hours: 60, days: 1_440 } as const

function inUnits(ms: number): Pick<DelayValues, 'amount' | 'unit'> {
  const minutes = Math.round(ms / MINUTE_MS)
  if (minutes > 0 && minutes % 1_440 === 0) return { amount: String(minutes / 1_440), unit: 'days' }
  if (minutes > 0 && minutes % 60 === 0) return { amount: String(minutes / 60), unit: 'hours' }
  return { amount: String(minutes), unit: 'minutes' }
}

function delayValues(delay: StepView['delay']): DelayValues {
  const rest = { ifItLives: '40', daysBefore: '0', at: '10:00' }
  switch (delay.kind) {
    case 'after':
      return { kind: 'after', ...inUnits(delay.ms), ...rest }
    case 'before_expiry': {
      const ifItLives = String(Math.round(delay.ifItLivesMs / MINUTE_MS))
      return { kind: 'before_expiry', ...inUnits(delay.ms), ...rest, ifItLives }
    }
    case 'due_day': {
      const { kind, at, daysBefore } = delay
      return { kind, amount: '10', unit: 'minutes', ...rest, at, daysBefore: String(daysBefore) }
    }
    case 'next_day':
      return { kind: 'next_day', amount: '10', unit: 'minutes', ...rest, at: delay.at }
  }
}

export function valuesOf(rule: RuleView, step: StepView): RuleValues {
  const { template } = step
  return {
    ...{ ruleId: rule.id, step: step.step, basis: step.updatedAt.toISOString() },
    delay: delayValues(step.delay),
    ...{ lane: step.lane, kind: step.kind, text: step.text },
    ...{ fallback: step.fallback ?? '', subject: step.subject ?? '' },
    variants: step.variants.map(({ key, percent, text, fallback }) => ({
      ...{ key, percent: String(percent), text, fallback: fallback ?? '' },
    })),
    template: {
      on: template !== null,
      name: template?.name ?? '',
      language: template?.language ?? 'pt_BR',
      category: template?.category ?? 'UTILITY',
      parameters: (template?.parameters ?? []).join('\n'),
      button: template?.buttonUrlParameter ?? '',
    },
    ...{ shortenLinks: step.shortenLinks, applyToPending: false },
  }
}

/** What is sent: a delay in minutes, a template's variables as a list. */
export function inputOf(values: RuleValues, step: StepView) {
  const { delay, template, ...rest } = values
  const minutes = delay.amount.trim() === '' ? '' : Number(delay.amount) * MINUTES_IN[delay.unit]
  const button = template.button.trim()
  const names = step.template?.parameterNames
  return {
    ...rest,
    delay: { ...delay, minutes },
    template: template.on
      ? {
          ...{ name: template.name, language: template.language, category: template.category },
          parameters: template.parameters.split(/[\s,]+/).filter((name) => name !== ''),
          ...(names !== undefined && { parameterNames: names }),
          ...(button !== '' && { buttonUrlParameter: button }),
        }
      : null,
  }
}

/** What the server calls a field, as the form does. */
export const fieldOf = (path: string): string => {
  if (path === 'delay.minutes') return 'delay.amount'
  if (path.startsWith('template.parameters')) return 'template.parameters'
  if (path === 'template.buttonUrlParameter') return 'template.button'
  return path
}
