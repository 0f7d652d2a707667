// lib/notifications/rules.ts
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { ruleSteps, rules, ruleTexts } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { PurchaseEvent } from '@/lib/purchases/purchase'
import type { RuleStep } from './decide'
import type { Wordings } from './draw-arm'
import { delayOn, PLAN, rulesOn } from './plan'
import { findChannel } from './registry'

/** The last one that was added to the table: stores from before it get it with their next look. */
const NEWEST = 'lead_captured'

/**
 * The default table of a store, written once: when the store is made, or at its first event.
 * Twice at the same time is once, by the unique key.
 */
export async function ensureRules(ctx: Ctx, storeId: Id<'store'>): Promise<void> {
  const [known] = await ctx.db
    .select({ id: rules.id })
    .from(rules)
    // A store that knows the newest knows them all.
    .where(and(eq(rules.storeId, storeId), eq(rules.code, NEWEST)))
    .limit(1)
  if (known !== undefined) return
  await ctx.db.transaction((tx) => writeDefaults(ctx, tx, storeId))
}

async function writeDefaults(ctx: Ctx, tx: Tx, storeId: Id<'store'>) {
  const { accountId } = ctx.actor
  const [store] = await tx
    .select({ platform: stores.platform })
    .from(stores)
    .where(and(eq(stores.id, storeId), eq(stores.accountId, accountId)))
    .for('update') // Two at once: the second finds the rules of the first.
  if (store === undefined) return
  const at = ctx.now()
  const made = await tx
    .insert(rules)
    .values(
      PLAN.map(({ code }) => ({
        id: ctx.newId('rule'),
        accountId,
        storeId,
        code,
        outsidePath: false,
        createdAt: at,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: rules.id, code: rules.code })
  const steps = made.flatMap(({ id, code }) =>
    (PLAN.find((rule) => rule.code === code)?.steps ?? []).map((step) => ({ id, code, step })),
  )
  if (steps.length === 0) return
  await tx.insert(ruleSteps).values(
    steps.map(({ id, code, step }) => ({
      ruleId: id,
      accountId,
      step: step.step,
      enabled: step.enabled,
      delay: delayOn(store.platform, code, step),
      lane: step.lane,
      kind: step.kind,
      version: 1,
      updatedAt: at,
    })),
  )
  await tx.insert(ruleTexts).values(
    steps.map(({ id, step: { step, text, fallback, template } }) => ({
      ...{ ruleId: id, accountId, step, version: 1, createdAt: at },
      ...{ text, fallback, template },
    })),
  )
}

/** A step as its store has it, before its thread was drawn for anything. */
export type StoreStep = Omit<RuleStep, 'variant' | 'heldOut'> & {
  readonly holdoutPercent: number
  readonly wordings: Wordings
  /** The sender of its own, or else the store's. */
  readonly instanceId: Id<'instance'> | null
}

/** The steps that listen to an event in this store. A paused store says nothing, whatever is on. */
export async function stepsOn(
  db: Database | Tx,
  storeId: Id<'store'>,
  event: PurchaseEvent,
): Promise<readonly StoreStep[]> {
  const wanted = rulesOn(event)
  if (wanted.length === 0) return []
  const codes = wanted.map(({ code }) => code)
  const found = await db
    .select({
      rule: rules,
      step: ruleSteps,
      variants: ruleTexts.variants,
      store: { state: stores.state, instanceId: stores.instanceId },
      channel: instances.channel,
    })
    .from(rules)
    .innerJoin(ruleSteps, eq(ruleSteps.ruleId, rules.id))
    .innerJoin(ruleTexts, isTextOf(ruleSteps))
    .innerJoin(stores, eq(stores.id, rules.storeId))
    .leftJoin(instances, eq(instances.id, sql`coalesce(${rules.instanceId}, ${stores.instanceId})`))
    .where(and(eq(rules.storeId, storeId), inArray(rules.code, codes)))
    .orderBy(rules.code, ruleSteps.step)
  return found.map(({ rule, step, variants, store, channel }) => ({
    rule: rule.code,
    ofUpsell: wanted.some(({ code, ofUpsell }) => code === rule.code && ofUpsell),
    outside: rule.outsidePath,
    step: step.step,
    enabled: step.enabled && store.state !== 'paused',
    delay: step.delay,
    lane: step.lane,
    kind: step.kind,
    textVersion: step.version,
    addressing: findChannel(channel ?? '')?.addressing ?? 'phone',
    holdoutPercent: rule.holdoutPercent,
    wordings: variants,
    instanceId: rule.instanceId ?? store.instanceId,
  }))
}

/** The text in force of a step. */
const isTextOf = (step: typeof ruleSteps) =>
  and(
    eq(ruleTexts.ruleId, step.ruleId),
    eq(ruleTexts.step, step.step),
    eq(ruleTexts.version, step.version),
  )
