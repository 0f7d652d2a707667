// lib/payments/check-card.ts
import { and, eq, sql } from 'drizzle-orm'
import { operations } from '@/db/schema/payments'
import { referenceOf } from '@/lib/kernel/ids'
import { centavos } from '@/lib/kernel/money'
import { nameOfActor } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import type { Card, Verified } from './acquirer'
import { keysOf, type TriedCard } from './card-keys'
import type { Answer } from './outcome'
import { countedTry, settledTry } from './retry-budget'
import type { Route } from './route'

export type Checked = Answer<Verified> | { readonly kind: 'avoided'; readonly rule: string }

/**
 * Asks whether a card is good without charging it. The brands count it as a try, so it is counted
 * before it is sent, and what they forbid is not sent.
 */
export async function checkCard(ctx: Ctx, route: Route, card: Card): Promise<Checked> {
  const { acquirer, environment, credentialsId } = route
  const asked = { card, amount: centavos(0), installments: 1, credentialsId }
  const { brand } = card
  const tried = { acquirer, environment, brand, at: ctx.now(), keys: keysOf(ctx, asked) }
  const opened = await open(ctx, tried)
  if (opened.rule !== null) return { kind: 'avoided', rule: opened.rule }
  const reference = referenceOf(ctx.newId('attempt'))
  const answer = await route.verify(ctx, { reference, card })
  await settle(ctx, opened.id, tried, answer)
  return answer
}

async function open(ctx: Ctx, tried: TriedCard) {
  const id = ctx.newId('operation')
  const { accountId, kind } = ctx.actor
  const [row] = await ctx.db.execute<{ avoided: string | null }>(sql`
    with ${countedTry(ctx, tried, null)}, sent as (
      insert into ${operations} (id, account_id, kind, status, amount_centavos, actor_kind,
        actor_id, started_at)
      select ${id}, ${accountId}, 'zero_auth', 'sending', 0, ${kind}, ${nameOfActor(ctx.actor)},
        ${tried.at.toISOString()}::timestamptz
      from tried where avoided is null
    )
    select avoided from tried`)
  return { id, rule: row?.avoided ?? null }
}

async function settle(
  ctx: Ctx,
  id: Awaited<ReturnType<typeof open>>['id'],
  tried: TriedCard,
  answer: Answer<Verified>,
) {
  const settled = ctx.db
    .update(operations)
    .set({ status: answer.kind, said: answer, answeredAt: ctx.now() })
    .where(and(eq(operations.id, id), eq(operations.status, 'sending')))
    .returning({ id: operations.id })
  const counted = settledTry(ctx, tried, answer)
  await ctx.db.execute(
    counted === null
      ? sql`with settled as ${settled} select id from settled`
      : sql`with settled as ${settled}, ${counted} select id from settled`,
  )
}
