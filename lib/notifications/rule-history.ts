// lib/notifications/rule-history.ts
import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { cloudTemplates, recoveries, type TemplateState } from '@/db/schema/conversations'
import { messages } from '@/db/schema/notifications'
import { rules, ruleTexts, type Variant } from '@/db/schema/rules'
import { stores } from '@/db/schema/stores'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { PLAN } from './plan'

type Reader = Ctx<'member'>
const WEEK_MS = 7 * 86_400_000
const VERSIONS_SHOWN = 30

export type VersionView = {
  readonly version: number
  readonly text: string
  readonly fallback: string | null
  readonly subject: string | null
  readonly variants: readonly Variant[]
  readonly writtenAt: Date
  /** Null is the text a store begins with. */
  readonly writtenBy: string | null
}

/** Every text a step ever had, the newest first. */
export async function listVersions(
  ctx: Reader,
  ruleId: Id<'rule'>,
  step: number,
): Promise<readonly VersionView[]> {
  const found = await ctx.db
    .select({ text: ruleTexts, name: users.name })
    .from(ruleTexts)
    .leftJoin(users, eq(users.id, ruleTexts.authorId))
    .where(
      and(
        eq(ruleTexts.ruleId, ruleId),
        eq(ruleTexts.step, step),
        eq(ruleTexts.accountId, ctx.actor.accountId),
      ),
    )
    .orderBy(desc(ruleTexts.version))
    .limit(VERSIONS_SHOWN)
  return found.map(({ text: row, name }) => ({
    ...{ version: row.version, text: row.text, fallback: row.fallback, subject: row.subject },
    ...{ variants: row.variants, writtenAt: row.createdAt, writtenBy: name },
  }))
}

/** What a step said before anybody changed it; null for one that a person added. */
export function defaultWords(code: string, step: number) {
  const planned = PLAN.find((rule) => rule.code === code)?.steps.find((s) => s.step === step)
  return planned === undefined ? null : { text: planned.text, fallback: planned.fallback }
}

export type WeekFigures = Readonly<
  Record<string, { readonly sent: number; readonly recovered: number }>
>

/** Of the last seven days, by `rule.step`. */
export async function weekOf(ctx: Reader, storeId: Id<'store'>): Promise<WeekFigures> {
  const since = new Date(ctx.now().getTime() - WEEK_MS)
  const [sent, won] = await Promise.all([
    ctx.db
      .select({
        rule: messages.rule,
        step: messages.step,
        n: sql<number>`count(${messages.id})::int`,
      })
      .from(messages)
      .where(
        and(
          eq(messages.storeId, storeId),
          eq(messages.accountId, ctx.actor.accountId),
          gte(messages.createdAt, new Date(since.getTime() - WEEK_MS)),
          gte(messages.sentAt, since),
        ),
      )
      .groupBy(messages.rule, messages.step),
    ctx.db
      .select({
        rule: recoveries.rule,
        step: recoveries.step,
        n: sql<number>`count(${recoveries.orderKey})::int`,
      })
      .from(recoveries)
      .where(
        and(
          eq(recoveries.storeId, storeId),
          eq(recoveries.accountId, ctx.actor.accountId),
          gte(recoveries.recoveredAt, since),
          isNull(recoveries.undoneAt),
        ),
      )
      .groupBy(recoveries.rule, recoveries.step),
  ])
  const wonBy = new Map(won.map(({ rule, step, n }) => [`${rule}.${step}`, n]))
  const keys = new Set([...sent.map(({ rule, step }) => `${rule}.${step}`), ...wonBy.keys()])
  const sentBy = new Map(sent.map(({ rule, step, n }) => [`${rule}.${step}`, n]))
  return Object.fromEntries(
    [...keys].map((key) => [key, { sent: sentBy.get(key) ?? 0, recovered: wonBy.get(key) ?? 0 }]),
  )
}

export type ApprovedTemplate = {
  readonly name: string
  readonly language: string
  readonly state: TemplateState
  readonly reason: string | null
  readonly body: string
  readonly parameters: number
}

/** What the sender of a rule has in its list of templates; empty where the channel has none. */
export async function templatesFor(ctx: Reader, ruleId: Id<'rule'>) {
  const found = await ctx.db
    .select({ template: cloudTemplates })
    .from(rules)
    .innerJoin(stores, eq(stores.id, rules.storeId))
    .innerJoin(
      cloudTemplates,
      eq(cloudTemplates.instanceId, sql`coalesce(${rules.instanceId}, ${stores.instanceId})`),
    )
    .where(and(eq(rules.id, ruleId), eq(rules.accountId, ctx.actor.accountId)))
    .orderBy(cloudTemplates.name)
    .limit(200)
  return found.map(({ template }): ApprovedTemplate => {
    const { name, language, state, reason, body, parameters } = template
    return { name, language, state, reason, body, parameters }
  })
}
