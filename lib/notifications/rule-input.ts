// lib/notifications/rule-input.ts
import { z } from 'zod'
import { KINDS, LANES } from '@/db/schema/notifications'
import type { Delay } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import { isVariable } from './render'

const MINUTE_MS = 60_000
/** Thirty days: what is told later than that surprises. */
const MAX_MINUTES = 60 * 24 * 30
const MAX_TEXT = 4_096

const RuleId = z
  .string()
  .regex(/^rul_[0-9a-z]{25}$/)
  .transform((text) => text as Id<'rule'>)
export const OfStep = { ruleId: RuleId, step: z.coerce.number().int().min(1).max(99) }

const minutes = (min: number) =>
  z.coerce
    .number('delay_range')
    .int('delay_range')
    .min(min, 'delay_range')
    .max(MAX_MINUTES, 'delay_range')
const WallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time')
  .transform((text) => text as `${number}:${number}`)

/** As the form says it, in minutes; what is kept is in milliseconds. */
const DelayInput = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('after'), minutes: minutes(0) }),
    z.object({ kind: z.literal('before_expiry'), minutes: minutes(1), ifItLives: minutes(0) }),
    z.object({
      kind: z.literal('due_day'),
      daysBefore: z.coerce
        .number('days_range')
        .int('days_range')
        .min(0, 'days_range')
        .max(30, 'days_range'),
      at: WallTime,
    }),
    z.object({ kind: z.literal('next_day'), at: WallTime }),
  ])
  .transform((delay): Delay => {
    if (delay.kind === 'after') return { kind: 'after', ms: delay.minutes * MINUTE_MS }
    if (delay.kind !== 'before_expiry') return delay
    const { kind, ifItLives } = delay
    return { kind, ms: delay.minutes * MINUTE_MS, ifItLivesMs: ifItLives * MINUTE_MS }
  })

const Text = z.string().max(MAX_TEXT, 'too_long')
const Optional = Text.transform((text) => (text.trim() === '' ? null : text))
const Said = Text.refine((text) => text.trim() !== '', 'required')

const VariantInput = z.object({
  key: z.enum(['B', 'C', 'D']),
  percent: z.coerce
    .number('percent_range')
    .int('percent_range')
    .min(1, 'percent_range')
    .max(99, 'percent_range'),
  text: Said,
  fallback: Optional,
})

const VariableName = z.string().refine(isVariable, 'unknown_variable')
const TemplateInput = z.object({
  // As Meta writes them: lower case, digits and underscores.
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9_]{1,512}$/, 'template_name'),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'template_language'),
  category: z.enum(['UTILITY', 'MARKETING']),
  parameters: z.array(VariableName).max(20, 'too_many'),
  parameterNames: z.array(z.string().max(60)).max(20).optional(),
  buttonUrlParameter: VariableName.optional(),
})

export const EditStepInput = z.object({
  ...OfStep,
  /** When the step was last changed, as the form began with it: somebody else's change is not undone. */
  basis: z.iso.datetime().transform((text) => new Date(text)),
  delay: DelayInput,
  lane: z.enum(LANES),
  kind: z.enum(KINDS),
  text: Said,
  fallback: Optional,
  subject: z
    .string()
    .max(200, 'too_long')
    .transform((text) => text.trim() || null),
  variants: z
    .array(VariantInput)
    .max(3)
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'variant_twice')
    .refine((all) => all.reduce((sum, { percent }) => sum + percent, 0) <= 99, 'percent_sum'),
  template: TemplateInput.nullable(),
  shortenLinks: z.boolean(),
  /** Messages that wait already say the new text too. */
  applyToPending: z.boolean().default(false),
})
export type EditStep = z.output<typeof EditStepInput>

export const SwitchStepInput = z.object({ ...OfStep, enabled: z.boolean() })
export type SwitchStep = z.output<typeof SwitchStepInput>

const InstanceId = z
  .string()
  .regex(/^ins_[0-9a-z]{25}$/, 'required')
  .transform((text) => text as Id<'instance'>)

const Settings = z.object({
  outsidePath: z.boolean(),
  holdoutPercent: z.coerce
    .number('holdout_range')
    .int('holdout_range')
    .min(0, 'holdout_range')
    .max(50, 'holdout_range'),
  instanceId: z.union([z.literal('').transform(() => null), InstanceId]),
})
/** Of a whole rule. `was` is what the form began with. */
export const SaveSettingsInput = z.object({ ruleId: RuleId, was: Settings, to: Settings })
export type SaveSettings = z.output<typeof SaveSettingsInput>
export const AddStepInput = z.object({ ruleId: RuleId })
export const RemoveStepInput = z.object(OfStep)
