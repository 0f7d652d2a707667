// lib/notifications/sending-evidence.ts
import { and, desc, eq, inArray } from 'drizzle-orm'
import { cloudTemplates } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { listPurchases } from '@/lib/purchases/views'
import type { Sending } from '@/lib/stores/sending'
import { snapshotOf } from './happening'
import { capOf, sentTodayOf } from './pace'
import { findChannel } from './registry'
import { render } from './render'
import { listRules, type RuleView } from './rule-views'

/** What a store's checklist has to know of its texts and of its sender: proven, not supposed. */
export async function sendingOf(ctx: Ctx<'member'>, storeId: Id<'store'>): Promise<Sending> {
  const [store] = await ctx.db
    .select({ store: stores, instance: instances })
    .from(stores)
    .leftJoin(
      instances,
      and(eq(instances.id, stores.instanceId), eq(instances.accountId, stores.accountId)),
    )
    .where(and(eq(stores.id, storeId), eq(stores.accountId, ctx.actor.accountId)))
  if (store === undefined) return { texts: NO_TEXTS, templates: null, cap: null }
  const on = (await listRules(ctx, storeId)).filter(({ steps }) =>
    steps.some(({ enabled }) => enabled),
  )
  const { instance } = store
  const cap = instance === null ? null : capOf(instance, ctx.now())
  const [texts, templates] = await Promise.all([
    textsOf(ctx, store.store, on),
    instance === null ? null : templatesOf(ctx, instance, on),
  ])
  const sent = instance === null ? 0 : sentTodayOf(instance, ctx.now())
  return {
    texts,
    templates,
    cap: cap === null ? null : { most: cap, left: Math.max(0, cap - sent) },
  }
}

const NO_TEXTS = { rendered: 0, at: null, broken: [] }

type Store = typeof stores.$inferSelect

/** Each text that is on, said to the last buyer it would have gone to. */
async function textsOf(ctx: Ctx<'member'>, store: Store, rules: readonly RuleView[]) {
  const told = await Promise.all(
    rules.map(async ({ code, event, steps }) => {
      const [last] = await listPurchases(ctx, { storeId: store.id, events: [event], limit: 1 })
      if (last === undefined) return []
      const order = snapshotOf(last, null)
      return steps
        .filter(({ enabled }) => enabled)
        .map(({ step, text, fallback }) => {
          const template = { rule: code, text, fallback, template: null }
          const said = render(template, { orderKey: last.orderKey, order, store, now: ctx.now() })
          return { code, step, at: last.receivedAt, missing: said.ok ? null : said.error.variable }
        })
    }),
  )
  const all = told.flat()
  return {
    rendered: all.length,
    at: all.reduce<Date | null>((at, each) => (at === null || each.at > at ? each.at : at), null),
    broken: all.flatMap(({ code, step, missing }) =>
      missing === null ? [] : [{ code, step, missing }],
    ),
  }
}

type Instance = typeof instances.$inferSelect

/** Of the official channel alone: what its list says of the templates that are in use. */
async function templatesOf(ctx: Ctx, instance: Instance, rules: readonly RuleView[]) {
  if (findChannel(instance.channel)?.official !== true || !(await hasTemplates(ctx, instance.id))) {
    return null
  }
  const used = rules.flatMap(({ steps }) =>
    steps.flatMap(({ enabled, template }) => (enabled && template ? [template.name] : [])),
  )
  const names = [...new Set(used)]
  if (names.length === 0) return null
  const known = await ctx.db
    .select()
    .from(cloudTemplates)
    .where(
      and(
        eq(cloudTemplates.accountId, ctx.actor.accountId),
        eq(cloudTemplates.instanceId, instance.id),
        inArray(cloudTemplates.name, names),
      ),
    )
    .orderBy(desc(cloudTemplates.syncedAt))
  const stateOf = (name: string) => known.find((each) => each.name === name)?.state ?? 'absent'
  return {
    at: known[0]?.syncedAt ?? null,
    all: names.length,
    waiting: names.filter((name) => stateOf(name) === 'pending'),
    refused: names.filter((name) => !['approved', 'pending'].includes(stateOf(name))),
  }
}

/** Mail is official too, and asks nobody to approve its texts. */
async function hasTemplates(ctx: Ctx, instanceId: Id<'instance'>): Promise<boolean> {
  const [one] = await ctx.db
    .select({ name: cloudTemplates.name })
    .from(cloudTemplates)
    .where(
      and(
        eq(cloudTemplates.accountId, ctx.actor.accountId),
        eq(cloudTemplates.instanceId, instanceId),
      ),
    )
    .limit(1)
  return one !== undefined
}
