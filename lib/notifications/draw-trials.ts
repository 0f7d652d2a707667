// lib/notifications/draw-trials.ts
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { ruleTrials } from '@/db/schema/conversations'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { Made, RuleStep } from './decide'
import { drawArm, isHeldOut, variantOf } from './draw-arm'
import type { StoreStep } from './rules'

type Arms = ReadonlyMap<string, string>
export type DrawnStep = RuleStep & Pick<StoreStep, 'instanceId'>

const isTried = ({ holdoutPercent, wordings }: StoreStep) =>
  holdoutPercent > 0 || wordings.length > 0

/** Every step with what its thread was drawn for: now, or when the rule was first heard in it. */
export async function drawTrials(
  tx: Tx,
  threadId: Id<'thread'>,
  steps: readonly StoreStep[],
): Promise<{ steps: readonly DrawnStep[]; arms: Arms }> {
  const tried = [...new Set(steps.filter(isTried).map(({ rule }) => rule))]
  const known =
    tried.length === 0
      ? []
      : await tx
          .select({ rule: ruleTrials.rule, arm: ruleTrials.arm })
          .from(ruleTrials)
          .where(and(eq(ruleTrials.threadId, threadId), inArray(ruleTrials.rule, tried)))
  const arms = new Map(
    tried.map((rule) => {
      const own = steps.filter((step) => step.rule === rule)
      const holdoutPercent = own[0]?.holdoutPercent ?? 0
      const trial = { holdoutPercent, wordings: own.map(({ wordings }) => wordings) }
      const before = known.find((each) => each.rule === rule)?.arm
      return [rule, before ?? drawArm(threadId, rule, trial)]
    }),
  )
  return { arms, steps: steps.map((step) => drawn(threadId, step, arms.get(step.rule) ?? '')) }
}

const drawn = (
  threadId: Id<'thread'>,
  { holdoutPercent, wordings, ...step }: StoreStep,
  arm: string,
): DrawnStep => ({
  ...step,
  variant: variantOf({ threadId, rule: step.rule, arm }, wordings),
  heldOut: holdoutPercent > 0 && isHeldOut(step.kind, arm),
})

/** Who hears a rule, or would have: only these can be compared. Drawn once a thread. */
export async function keepTrials(
  ctx: Ctx,
  tx: Tx,
  { arms, made, ...place }: { arms: Arms; made: readonly Made[] } & TrialPlace,
): Promise<void> {
  const counted = made.filter(({ reason }) => reason === null || reason === 'holdout')
  const rules = [...new Set(counted.map(({ rule }) => rule))]
  const rows = rules.flatMap((rule) => {
    const arm = arms.get(rule)
    return arm === undefined ? [] : [{ rule, arm }]
  })
  if (rows.length === 0) return
  const { accountId } = ctx.actor
  await tx
    .insert(ruleTrials)
    .values(rows.map((row) => ({ accountId, ...place, ...row, drawnAt: ctx.now() })))
    .onConflictDoNothing()
}

type TrialPlace = { readonly storeId: Id<'store'>; readonly threadId: Id<'thread'> }
