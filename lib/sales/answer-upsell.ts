// lib/sales/answer-upsell.ts
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { upsellDecisions } from '@/db/schema/kept-cards'
import { sales } from '@/db/schema/sales'
import { routesOf } from '@/lib/accounts/route-of'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import { type Centavos, centavos } from '@/lib/kernel/money'
import { err, ok, type Result } from '@/lib/kernel/result'
import { findOpenOffer, type Offer } from '@/lib/offers/find-open-offer'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { type Limit, takePlace } from '@/lib/platform/rate-limit'
import { chargeKeptSale } from './charge-kept-sale'
import { spentOf } from './holds'
import { issueSale } from './issue-sale'
import { findKeptOf, type KeptRow, moveKeptWithin } from './kept-card'
import { openFurtherSale } from './open-further-sale'
import { type FoundUpsell, type Names, readUpsell } from './read-upsell'
import { settleSale } from './settle-sale'
import { Unguessable } from './submit-payment.schema'
import { offeredView, toUpsellView, type UpsellView } from './upsell-view'

export const AnswerUpsellInput = z
  .object({
    checkoutId: Unguessable,
    submitId: Unguessable,
    accept: z.boolean(),
    /** What the button said: nobody is charged another sum than the one they agreed to. */
    expectedTotal: z.number().int().positive().transform(centavos).optional(),
  })
  .refine(({ accept, expectedTotal }) => !accept || expectedTotal !== undefined, {
    error: 'the total that was agreed to',
    path: ['expectedTotal'],
    params: { code: 'total_missing' },
  })

export type AnswerUpsellError = {
  readonly code:
    | 'sale_not_found'
    /** Said no before. */
    | 'upsell_declined'
    /** Its half an hour is over, or the acquirer kept no card. */
    | 'upsell_expired'
    /** Not sold any more: ended, archived, without a place left. */
    | 'upsell_gone'
    | 'price_changed'
}

type Input = z.output<typeof AnswerUpsellInput> & { readonly offerCode: string }

/** Against whoever plays with a receipt that is not theirs. */
const TRIES: Limit = { name: 'upsell', burst: 20, everyMs: 15_000 }

export const enterUpsell = (ctx: Ctx<'buyer'>, address: string) => takePlace(ctx, TRIES, address)

/**
 * One touch on a receipt. The answer is written once for all tabs and touches; a yes is a sale of its
 * own under a key that its parent's makes, by the same steps and fences as any other. It is tried
 * once: a refusal ends it, and what nobody answered is settled by the sweeper.
 */
export async function answerUpsell(
  ctx: Ctx<'buyer'>,
  input: Input,
): Promise<Result<UpsellView, AnswerUpsellError>> {
  const said = await answerOnce(ctx, input)
  if (said.ok) return said
  // Another touch may have used the card, or the last place, while this one looked.
  const found = await readUpsell(ctx, input)
  return found === null || found.decision === null ? said : answerAgain(ctx, found, input)
}

async function answerOnce(
  ctx: Ctx<'buyer'>,
  input: Input,
): Promise<Result<UpsellView, AnswerUpsellError>> {
  const found = await readUpsell(ctx, input)
  if (found === null) return err({ code: 'sale_not_found' })
  if (found.decision !== null) return answerAgain(ctx, found, input)
  if (!input.accept) return decline(ctx, found, input)

  const offered = await offeredView(ctx, found)
  if (offered.state !== 'offered') return err({ code: `upsell_${offered.state}` })
  if (offered.price !== input.expectedTotal) return err({ code: 'price_changed' })
  const offer = await findOpenOffer(ctx, { offerCode: found.upsell?.code ?? '' })
  if (offer === null) return err({ code: 'upsell_gone' })
  const kept = offered.method === 'card' ? await whenKept(ctx, found.parent.id) : null
  if (offered.method === 'card' && kept === null) return err({ code: 'upsell_expired' })

  const order = { found, offer, title: offered.title, amount: offered.price, kept }
  const opened = await open(ctx, order, input.submitId)
  if (typeof opened !== 'string') return opened
  if (opened === 'answered') return again(ctx, input)
  await pay(ctx, order, opened) // commits each operation; no transaction on the wire
  await settleSale(ctx, opened, { answered: true })
  return again(ctx, input)
}

/** What stands now, whoever wrote it. */
async function again(ctx: Ctx<'buyer'>, names: Names) {
  const found = await readUpsell(ctx, names)
  invariant(found !== null, 'an answered upsell is there')
  return ok(await toUpsellView(ctx, found))
}

async function answerAgain(
  ctx: Ctx<'buyer'>,
  found: FoundUpsell,
  { accept }: Input,
): Promise<Result<UpsellView, AnswerUpsellError>> {
  if (accept && found.decision === 'declined') return err({ code: 'upsell_declined' })
  return ok(await toUpsellView(ctx, found))
}

async function decline(ctx: Ctx<'buyer'>, { parent, upsell, kept }: FoundUpsell, names: Names) {
  if (upsell === null) return err({ code: 'upsell_gone' } as const)
  await ctx.db.transaction(async (tx) => {
    await queueAt(tx, parent.id)
    const written = await tx
      .insert(upsellDecisions)
      .values({
        accountId: ctx.actor.accountId,
        ...{ parentSaleId: parent.id, offerId: upsell.offerId },
        ...{ decision: 'declined', decidedAt: ctx.now() },
      })
      .onConflictDoNothing()
      .returning({ id: upsellDecisions.parentSaleId })
    if (written.length === 0) return
    await recordFact(ctx, tx, { name: 'upsell.declined', payload: { parentSaleId: parent.id } })
    if (kept?.status !== 'kept') return // Still being kept: its half an hour ends it.
    await moveKeptWithin(ctx, tx, kept, { to: 'used', set: { forgetAfter: ctx.now() } })
  })
  return again(ctx, names)
}

/** Longer than a charge may take. */
const CHARGING_MS = 5 * 60_000
const PAUSE_MS = 250
const PAUSES_MAX = 24

/** A buyer may be quicker than the acquirer that is being asked to keep the card: they wait a moment. */
async function whenKept(ctx: Ctx, saleId: Id<'sale'>): Promise<KeptRow | null> {
  for (let pause = 0; pause <= PAUSES_MAX; pause++) {
    const row = await findKeptOf(ctx, saleId)
    if (row?.status === 'kept') return row
    if (row?.status !== 'keeping') return null
    await ctx.wait(PAUSE_MS)
  }
  return null
}

type Order = {
  readonly found: FoundUpsell
  readonly offer: Offer
  readonly title: string
  readonly amount: Centavos
  readonly kept: KeptRow | null
}

/** Every answer takes its parent's row first, a no too: they queue there, and never wait for each other. */
const queueAt = (tx: Tx, parentId: Id<'sale'>) =>
  tx.select({ id: sales.id }).from(sales).where(eq(sales.id, parentId)).for('update')

/**
 * The answer, the sale, its place and the one use of the card: all of it or nothing. The parent's row
 * is the queue, so of two touches the second finds what the first wrote.
 */
async function open(ctx: Ctx<'buyer'>, order: Order, submitId: string) {
  try {
    return await ctx.db.transaction(async (tx) => {
      const { parent } = order.found
      await queueAt(tx, parent.id)
      const [answered] = await tx
        .select({ decision: upsellDecisions.decision })
        .from(upsellDecisions)
        .where(eq(upsellDecisions.parentSaleId, parent.id))
      if (answered !== undefined) return 'answered'
      return write(ctx, tx, order, submitId)
    })
  } catch (error) {
    spentOf(error) // Anything but the last place, gone meanwhile, goes on as it came.
    return err({ code: 'upsell_gone' } as const)
  }
}

async function write(ctx: Ctx<'buyer'>, tx: Tx, order: Order, submitId: string) {
  const { found, offer, title, amount, kept } = order
  const { parent } = found
  // Forgotten once it was charged, and not while it is.
  const forgetAfter = new Date(ctx.now().getTime() + CHARGING_MS)
  const use = { to: 'used', set: { forgetAfter } } as const
  if (kept !== null && !(await moveKeptWithin(ctx, tx, kept, use))) {
    return err({ code: 'upsell_expired' } as const)
  }
  const { environment, test, buyer, affiliateCode, linkCode, tracking } = parent
  const saleId = await openFurtherSale(ctx, tx, {
    ...{ environment, test, buyer, affiliateCode, linkCode, tracking, amount, submitId },
    source: 'upsell',
    idempotencyKey: keyOf(parent.idempotencyKey),
    ...{ offerId: offer.id, offerCode: offer.code, product: title, bellUrl: offer.bellUrl },
    method: kept === null ? 'pix' : 'card',
    cardHint: kept === null ? null : parent.cardHint,
    ...{ parentSaleId: parent.id, recurrenceId: null, limited: offer.limited },
  })
  invariant(saleId !== null && offer.id !== null, 'without an answer there is no sale of its key')
  await tx.insert(upsellDecisions).values({
    accountId: ctx.actor.accountId,
    ...{ parentSaleId: parent.id, offerId: offer.id, decision: 'accepted', saleId },
    decidedAt: ctx.now(),
  })
  const payload = { parentSaleId: parent.id, saleId }
  await recordFact(ctx, tx, { name: 'upsell.accepted', payload })
  return saleId
}

/** Unguessable as its parent's is, and the same for every touch. */
const keyOf = (parentKey: string) =>
  createHash('sha256').update(`upsell ${parentKey}`).digest('base64url')

async function pay(ctx: Ctx<'buyer'>, { found, offer, amount, kept }: Order, saleId: Id<'sale'>) {
  const { buyer, environment } = found.parent
  if (kept !== null) {
    const { statementName } = offer
    await chargeKeptSale(ctx, { saleId, position: 0, amount, payer: buyer, statementName, kept })
    return
  }
  const routes = (await routesOf(ctx)).filter((route) => route.environment === environment)
  const price = { count: 1, total: amount, interest: centavos(0), first: amount, last: amount }
  const { pixMinutes, boletoDays } = offer
  await issueSale(ctx, {
    ...{ saleId, firstPosition: 0, price, method: 'pix', customer: buyer, routes },
    ...{ pixMinutes, boletoDays },
  })
}
