// lib/notifications/receive-notice.ts
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { cloudTemplates, conversations } from '@/db/schema/conversations'
import { instances } from '@/db/schema/instances'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { normalizePhone } from '@/lib/kernel/phone'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import type { Notice } from './channel'
import { hearBuyer } from './hear-buyer'
import type { Instance } from './pace'
import { keepCode } from './pair-instance'
import { receiveAccepted, receiveStatus } from './receive-status'
import { turnInstance } from './turn-instance'

type Of<K extends Notice['kind']> = Extract<Notice, { kind: K }>

/** What a channel tells us by itself: receipts, replies, and that a number came or went. */
export async function receiveNotice(ctx: Ctx, instance: Instance, notice: Notice): Promise<void> {
  switch (notice.kind) {
    case 'inbound':
      return receiveInbound(ctx, instance, notice)
    case 'status':
      await ctx.db.transaction((tx) => receiveStatus(ctx, tx, instance, notice))
      return
    case 'accepted':
      return ctx.db.transaction((tx) => receiveAccepted(ctx, tx, instance, notice))
    case 'connection':
      return ctx.db.transaction((tx) => receiveConnection(ctx, tx, instance, notice))
    case 'code':
      // A late one: the line is open, and says so itself before it asks for another telephone.
      if (instance.state === 'connected') return
      return ctx.db.transaction((tx) => keepCode(ctx, tx, instance.id, notice))
    case 'codes_over':
      return ctx.db.transaction((tx) => keepCode(ctx, tx, instance.id, null))
    case 'standing':
      return ctx.db.transaction((tx) => receiveStanding(ctx, tx, instance, notice))
    case 'template':
      return ctx.db.transaction((tx) => receiveTemplate(ctx, tx, instance, notice))
  }
}

/** By what the channel calls them, for the ninth digit is not always there; then by the number. */
async function receiveInbound(ctx: Ctx, instance: Instance, notice: Of<'inbound'>) {
  const { channelKey, from, text } = notice
  // Nobody writes tomorrow, whatever its clock says.
  const at = new Date(Math.min(notice.at.getTime(), ctx.now().getTime()))
  const [known] =
    channelKey === undefined
      ? []
      : await ctx.db
          .select({ phone: conversations.phone })
          .from(conversations)
          .where(
            and(
              eq(conversations.instanceId, instance.id),
              eq(conversations.channelKey, channelKey),
            ),
          )
          .limit(1)
  const phone = known?.phone ?? normalizePhone(from).phone ?? from
  if (phone === '') return // Somebody without a number, whom we never wrote to.
  await hearBuyer(ctx, instance, { phone, text, at, ...(channelKey && { channelKey }) })
}

const PAIRING: readonly string[] = ['new', 'waiting_qr', 'connecting']

async function receiveConnection(ctx: Ctx, tx: Tx, instance: Instance, told: Of<'connection'>) {
  const { state, cause, number, profile } = told
  const isPairing = PAIRING.includes(instance.state)
  // While a code is shown the line opens and closes by itself: that is no news.
  if (isPairing && (state === 'connecting' || state === 'disconnected')) return
  // `connecting` is said on every short loss too; who is connected stays so until it closes.
  if (state === 'connecting') return
  const known = number == null ? null : (normalizePhone(number).phone ?? number)
  await turnInstance(ctx, tx, instance.id, {
    ...{ state, cause, profile: profile ?? null, number: known },
    tells: state !== 'disconnected',
  })
}

async function receiveStanding(ctx: Ctx, tx: Tx, { id, name }: Instance, told: Of<'standing'>) {
  const { quality, strangersDaily, limited } = told
  const known = {
    ...(quality !== undefined && { quality }),
    ...(strangersDaily !== undefined && { strangersDaily }),
  }
  if (Object.keys(known).length > 0) {
    await tx.update(instances).set(known).where(eq(instances.id, id))
    await recordFact(ctx, tx, { name: 'instance.waiting', payload: { instanceId: id } })
  }
  if (limited === undefined && quality !== 'low') return
  const detail = { name, cause: limited ?? 'quality_low' }
  await raiseAlert(ctx, tx, { kind: 'instance_limited', key: id, instanceId: id, detail })
}

/** A template that nobody listed yet is only listed: its words come with the next look. */
async function receiveTemplate(ctx: Ctx, tx: Tx, { id }: Instance, told: Of<'template'>) {
  const { name, language, state, reason } = told
  await tx
    .update(cloudTemplates)
    .set({ state, reason, syncedAt: ctx.now() })
    .where(
      and(
        ...[eq(cloudTemplates.instanceId, id), eq(cloudTemplates.name, name)],
        eq(cloudTemplates.language, language),
      ),
    )
  await recordFact(ctx, tx, { name: 'template.judged', payload: { instanceId: id, name } })
}
