// lib/sales/kept-card.ts
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { type KeptCardStatus, type KeptCardUse, keptCards } from '@/db/schema/kept-cards'
import { routeOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import { canMove, type Machine } from '@/lib/kernel/machine'
import type { Card, KeptCard, Payer } from '@/lib/payments/acquirer'
import type { KnownCard } from '@/lib/payments/card-keys'
import type { Route } from '@/lib/payments/route'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { recordFact } from '@/lib/platform/outbox'
import type { CardInput } from './card.schema'
import type { SaleWithAttempts } from './sale'

export type KeptRow = typeof keptCards.$inferSelect

export const keptCardMachine: Machine<KeptCardStatus> = {
  initial: 'keeping',
  moves: {
    keeping: ['kept', 'failed'],
    kept: ['used', 'forgotten'],
    used: ['forgotten'],
    forgotten: [],
    failed: [],
  },
}

/** One touch is a touch of this visit. */
const UPSELL_MS = 30 * 60_000
/** Whoever was keeping it is gone by then. */
const KEEPING_MS = 10 * 60_000
const PAUSES_MS = [0, 1_000, 4_000] as const

type Where = Pick<Route, 'acquirer' | 'environment' | 'credentialsId'>
type Wanted = {
  readonly use: KeptCardUse
  readonly where: Where
  readonly card: CardInput
  readonly saleId: Id<'sale'> | null
  readonly recurrenceId: Id<'recurrence'> | null
  readonly networkIds: KeptRow['networkIds']
}

/** Without a sale nothing is agreed yet: it goes by itself unless `keepOn` says that it was. */
function usableFor({ use, saleId }: Wanted, at: Date): Date | null {
  if (use === 'upsell') return new Date(at.getTime() + UPSELL_MS)
  return saleId === null ? new Date(at.getTime() + KEEPING_MS) : null
}

/** What it was kept for began: it stays until that ends. */
export async function keepOn(ctx: Ctx, tx: Tx, id: KeptRow['id']): Promise<void> {
  await tx
    .update(keptCards)
    .set({ usableUntil: null, forgetAfter: null })
    .where(and(eq(keptCards.id, id), eq(keptCards.accountId, ctx.actor.accountId)))
}

/** The row that says a card is being kept; null when it is, or was, kept for this use already. */
export async function beginKeeping(ctx: Ctx, wanted: Wanted): Promise<KeptRow | null> {
  const { use, where, card, saleId, recurrenceId, networkIds } = wanted
  const at = ctx.now()
  const usableUntil = usableFor(wanted, at)
  const [row] = await ctx.db
    .insert(keptCards)
    .values({
      id: ctx.newId('keptCard'),
      accountId: ctx.actor.accountId,
      ...{ use, saleId, recurrenceId, networkIds, usableUntil },
      status: 'keeping',
      acquirer: where.acquirer,
      environment: where.environment,
      credentialsId: where.credentialsId,
      ...{ brand: card.brand, bin: card.bin, last4: card.last4 },
      ...{ expMonth: card.expMonth, expYear: card.expYear },
      fingerprint: ctx.keyring.fingerprint(card.number),
      forgetAfter: new Date(at.getTime() + KEEPING_MS),
      ...{ createdAt: at, movedAt: at },
    })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

/**
 * At the acquirer that approved it, and for that one alone; null while nobody approved anything, and
 * where it was another card that was approved: a click that is only answered may come with any.
 */
export function beginKeepingOf(
  ctx: Ctx,
  { sale, attempts }: SaleWithAttempts,
  card: CardInput,
  use: KeptCardUse,
): Promise<KeptRow | null> {
  const approved = attempts.findLast(
    ({ method, status, late }) =>
      method === 'card' && !late && (status === 'authorized' || status === 'captured'),
  )
  if (approved?.fingerprint !== ctx.keyring.fingerprint(card.number)) return Promise.resolve(null)
  const { id: saleId, recurrenceId } = sale
  const { networkIds } = approved
  return beginKeeping(ctx, { use, where: approved, card, saleId, recurrenceId, networkIds })
}

/**
 * Asks for the token while the card is still at hand. What is refused stays refused; a silence is
 * asked again, because a second token is no second charge. False when nothing is kept.
 */
export async function finishKeeping(
  ctx: Ctx,
  row: KeptRow,
  card: CardInput,
  payer: Payer,
): Promise<boolean> {
  const route = await routeOf(ctx, row)
  for (const pauseMs of PAUSES_MS) {
    if (pauseMs > 0) await ctx.wait(pauseMs)
    const answer = await route.keepCard(ctx, { card: toCard(card), payer })
    if (answer.kind === 'done') {
      const sealedToken = ctx.keyring.sealSecret(answer.value.token)
      const forgetAfter = sql`${keptCards.usableUntil}` // As it is now: its use may be over already.
      return moveKept(ctx, row, { to: 'kept', set: { sealedToken, forgetAfter } })
    }
    const why = answer.kind === 'refused' ? answer.refusal.code : answer.cause
    log.info('an acquirer did not keep a card', { keptCardId: row.id, kind: answer.kind, why })
    if (answer.kind === 'refused') break
  }
  await moveKept(ctx, row, { to: 'failed', set: { forgetAfter: null } })
  return false
}

export const toCard = ({ number, cvv, holder, brand, expMonth, expYear }: CardInput): Card => ({
  ...{ number, holder, brand },
  securityCode: cvv,
  expiry: { month: expMonth, year: expYear },
})

type Move = {
  readonly to: KeptCardStatus
  readonly set: PgUpdateSetSource<typeof keptCards>
}

/** By compare-and-set, and told. False when somebody else moved it first. */
export const moveKept = (ctx: Ctx, row: Pick<KeptRow, 'id' | 'status'>, move: Move) =>
  ctx.db.transaction((tx) => moveKeptWithin(ctx, tx, row, move))

export async function moveKeptWithin(
  ctx: Ctx,
  tx: Tx,
  { id, status: from }: Pick<KeptRow, 'id' | 'status'>,
  { to, set }: Move,
): Promise<boolean> {
  invariant(canMove(keptCardMachine, from, to), `kept card ${from} -> ${to}`)
  const moved = await tx
    .update(keptCards)
    .set({ ...set, status: to, movedAt: ctx.now() })
    .where(and(eq(keptCards.id, id), eq(keptCards.status, from)))
    .returning({ id: keptCards.id })
  if (moved.length === 0) return false
  await recordFact(ctx, tx, { name: `kept_card.${to}`, payload: { keptCardId: id } })
  return true
}

/** Kept for one touch on the receipt of a sale, and what became of it. */
export async function findKeptOf(ctx: Ctx, saleId: Id<'sale'>): Promise<KeptRow | null> {
  const [row] = await ctx.db
    .select()
    .from(keptCards)
    .where(
      and(
        eq(keptCards.accountId, ctx.actor.accountId),
        eq(keptCards.saleId, saleId),
        eq(keptCards.use, 'upsell'),
      ),
    )
  return row ?? null
}

/** The one a recurrence is charged with; null while its buyer has to bring another. */
export async function findKeptFor(
  ctx: Ctx,
  recurrenceId: Id<'recurrence'>,
): Promise<KeptRow | null> {
  const [row] = await ctx.db
    .select()
    .from(keptCards)
    .where(
      and(
        eq(keptCards.accountId, ctx.actor.accountId),
        eq(keptCards.recurrenceId, recurrenceId),
        eq(keptCards.use, 'recurrence'),
        inArray(keptCards.status, ['keeping', 'kept']),
      ),
    )
    .orderBy(desc(keptCards.id))
    .limit(1)
  return row ?? null
}

/** How it is counted, and how it is charged. */
export function openKept(
  ctx: Ctx,
  row: KeptRow,
): { readonly known: KnownCard; readonly card: KeptCard } {
  invariant(row.sealedToken !== null, 'a kept card has a token')
  const { brand, bin, last4, fingerprint, expMonth: month, expYear: year, networkIds } = row
  const token = ctx.keyring.openText(row.sealedToken)
  return {
    known: { brand, bin, last4, fingerprint, expiry: { month, year } },
    card: { token, brand, securityCode: null, networkIds, oneTouch: row.use === 'upsell' },
  }
}
