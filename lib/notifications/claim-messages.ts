// lib/notifications/claim-messages.ts
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { instances } from '@/db/schema/instances'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { recordFacts } from '@/lib/platform/outbox'
import { readFacts, readStrangers } from './claim-facts'
import { type Batch, type Claimed, claimOne, type Ready } from './claim-one'
import { factOf } from './move-message'
import { capOf, countedOn, gapAfter, type Instance, sentTodayOf, standstillOf } from './pace'
import { addressOf, RECIPIENT_GAP_MS, readHearing, selectReady } from './pick-next'
import { leaseFrom, lockInstance } from './queue'
import { findChannel } from './registry'
import type { DueAt } from './tell-queue'

export type Claims = {
  readonly claimed: readonly Claimed[]
  /** Nothing was taken because others are still on their way. */
  readonly full: boolean
  /** Did not go, and never will. */
  readonly ended: number
  /** Must wait for their recipients' sake, and are out of the way until then. */
  readonly aside: number
  /** Given to the sender of their notification, which is to be told. */
  readonly handedOn: readonly DueAt[]
}

type Asked = {
  readonly instanceId: Id<'instance'>
  readonly runId: string
  /** Hand-overs of this run that nobody answered yet. */
  readonly inFlight: number
  /** The last look only put aside: there may be a whole night of them. */
  readonly deep?: boolean
}

/** Beyond those there is room for: who must wait, or must not go, is passed over. */
const LOOKED_AT_TOO = 30
const LOOKED_AT_DEEP = 500
/** No channel is waited for longer: what was handed over before that is not on its way any more. */
const ON_ITS_WAY_MS = 20_000

/**
 * In one transaction, with the sender's row and the threads of a whole batch locked: asks once more
 * whether each message still should go, renders it with the data of now, and marks it `sending`.
 * What must not go is ended with its reason. Null when another run has the queue.
 */
export async function claimMessages(ctx: Ctx, asked: Asked): Promise<Claims | null> {
  return ctx.db.transaction(async (tx) => {
    const instance = await lockInstance(ctx, tx, asked.instanceId)
    if (instance === null || instance.pumpRun !== asked.runId) return null
    const nothing = { claimed: [], full: false, ended: 0, aside: 0, handedOn: [] }
    if (standstillOf(instance, ctx.now()) !== null) return nothing
    const room = await roomOf(ctx, tx, instance, asked.inFlight)
    if (room === 0) return { ...nothing, full: true }
    const channel = findChannel(instance.channel)
    invariant(channel, `channel ${instance.channel} is in the registry`)
    const paced = instance.nextAt !== null && instance.nextAt > ctx.now()
    // What a person pushed does not wait for the interval.
    const looked = {
      urgentOnly: paced,
      limit: room + (asked.deep ? LOOKED_AT_DEEP : LOOKED_AT_TOO),
    }
    const waiting = await selectReady(ctx, tx, instance, looked)
    if (waiting.length === 0) return nothing
    const hearing = await readHearing(ctx, tx, channel, waiting)
    const facts = await readFacts(ctx, tx, { instance, channel, waiting })
    const strangers = channel.windowed ? await readStrangers(ctx, tx, instance) : null
    const now = ctx.now()
    return take(ctx, tx, { instance, channel, waiting, hearing, facts, strangers, now, room })
  })
}

/** How many may be handed over at once: one when there is an interval between them. */
async function roomOf(ctx: Ctx, tx: Tx, instance: Instance, inFlight: number): Promise<number> {
  const now = ctx.now()
  const cap = capOf(instance, now)
  const left = cap === null ? instance.maxInFlight : cap - sentTodayOf(instance, now)
  const free = instance.maxInFlight - inFlight
  if (instance.intervalMs === 0) return Math.max(0, Math.min(free, left))
  // A number that its owner may lose: also what a worker that died left on its way counts.
  const [other] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.instanceId, instance.id),
        eq(messages.state, 'sending'),
        gt(messages.claimedAt, new Date(now.getTime() - ON_ITS_WAY_MS)),
      ),
    )
    .limit(1)
  return other === undefined ? Math.max(0, Math.min(free, left, 1)) : 0
}

async function take(ctx: Ctx, tx: Tx, batch: Batch & { readonly room: number }): Promise<Claims> {
  const ready: Ready[] = []
  const told = new Set<string>()
  const aside = new Map<number, Id<'message'>[]>()
  const handedOn: DueAt[] = []
  let ended = 0
  for (const message of batch.waiting) {
    if (ready.length === batch.room) break
    if (!batch.facts.threads.has(message.threadId)) continue
    const address = addressOf(message, batch.channel) ?? ''
    const judged = told.has(address)
      ? { kind: 'held' as const, until: new Date(batch.now.getTime() + RECIPIENT_GAP_MS) }
      : await claimOne(ctx, tx, batch, message)
    if (judged.kind === 'held') {
      const at = judged.until.getTime()
      aside.set(at, [...(aside.get(at) ?? []), message.id])
    }
    if (judged.kind === 'handed_on') handedOn.push(judged.to)
    if (judged.kind === 'ended') ended++
    if (judged.kind !== 'ready') continue
    ready.push(judged.ready)
    told.add(address)
  }
  let held = 0
  for (const [at, ids] of aside) {
    held += ids.length
    await tx
      .update(messages)
      .set({ heldUntil: new Date(at) })
      .where(inArray(messages.id, ids))
  }
  await keepClaims(ctx, tx, batch, ready)
  return { claimed: ready.map(({ claimed }) => claimed), full: false, ended, aside: held, handedOn }
}

/** `sending` with the key of its hand-over, all at once; the interval runs from here, and the day counts. */
async function keepClaims(ctx: Ctx, tx: Tx, { instance, now }: Batch, ready: readonly Ready[]) {
  if (ready.length === 0) return
  const rows = ready.map(({ claimed, variables, opensWindow }) => ({
    id: claimed.outgoing.messageId,
    body: claimed.outgoing.body,
    key: claimed.attemptKey,
    ...{ variables, opens: opensWindow },
  }))
  await tx.execute(sql`
    update ${messages} set state = 'sending', body = claim.body, variables = claim.variables,
      attempt_key = claim.key, attempts = ${messages.attempts} + 1, held_until = null,
      claimed_at = ${now.toISOString()}::timestamptz, opens_window = claim.opens
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      claim (id text, body text, key text, variables jsonb, opens boolean)
    where ${messages.id} = claim.id and ${messages.state} = 'queued'`)
  const of = { instanceId: instance.id }
  await recordFacts(
    ctx,
    tx,
    rows.map(({ id }) => factOf('sending', { id, ...of })),
  )
  const last = rows.at(-1)?.id ?? ''
  await tx
    .update(instances)
    .set({
      nextAt: new Date(now.getTime() + gapAfter(instance, last, now)),
      ...countedOn(instance, rows.length, now),
      ...leaseFrom(now),
    })
    .where(eq(instances.id, instance.id))
}
