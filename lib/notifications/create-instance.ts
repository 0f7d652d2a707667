// lib/notifications/create-instance.ts
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { instances } from '@/db/schema/instances'
import type { Id } from '@/lib/kernel/ids'
import { normalizePhone } from '@/lib/kernel/phone'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import type { Channel, Connection, Sender } from './channel'
import { sealSettings } from './open-sender'
import { findChannel, whereOf } from './registry'

export const CreateInstanceInput = z.object({
  channel: z.string(),
  environment: z.enum(['simulator', 'sandbox', 'production']).default('simulator'),
  name: z.string().trim().min(2).max(60),
  number: z.string().trim().max(30).default(''),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Our public origin, for the channel to call us back at. */
  callbackOrigin: z.url().optional(),
})
export type CreateInstance = z.input<typeof CreateInstanceInput>

/** `field` is the setting to blame, where the channel's own answer makes that plain. */
export type ChannelTrouble = {
  readonly code: 'channel_refused' | 'channel_unreachable'
  readonly detail: string
  readonly field: string | null
}

export type CreateInstanceError =
  | { readonly code: 'channel_unknown' }
  | { readonly code: 'number_invalid' }
  | { readonly code: 'settings_invalid'; readonly fields: readonly string[] }
  | ChannelTrouble

/** Quiet while people sleep; more than this in a day is too much for anybody. */
const QUIET = { quietFrom: '22:00', quietTo: '08:00' } as const
const PER_RECIPIENT_DAILY = 4
const TOKEN_BYTES = 24

type Created = { readonly id: Id<'instance'>; readonly paired: boolean }

/** A new sender, asked with a real call whether it can send. What cannot is not saved. */
export async function createInstance(
  ctx: Ctx<'member' | 'api' | 'job'>,
  asked: CreateInstance,
): Promise<Result<Created, CreateInstanceError>> {
  const input = CreateInstanceInput.parse(asked)
  const channel = findChannel(input.channel)
  if (channel === undefined) return err({ code: 'channel_unknown' })
  const settings = channel.settings.safeParse(withGenerated(channel, input.settings))
  if (!settings.success) {
    const fields = settings.error.issues.map(({ path }) => path.join('.'))
    return err({ code: 'settings_invalid', fields })
  }
  const given = input.number === '' ? null : normalizePhone(input.number).phone
  if (input.number !== '' && given === null) return err({ code: 'number_invalid' })

  const environment = channel.embedded ? 'simulator' : input.environment
  const sender = channel.open(whereOf(ctx, channel, environment), settings.data)
  const webhookToken = randomBytes(TOKEN_BYTES).toString('base64url')
  const path = `/api/webhooks/${channel.code}/${webhookToken}`
  const callback = input.callbackOrigin && `${input.callbackOrigin.replace(/\/$/, '')}${path}`
  const asking = await askFirst(ctx, sender, { callback, number: given })
  const trouble = troubleOf(asking)
  if (trouble !== null) return err(trouble)

  const id = ctx.newId('instance')
  await ctx.db.transaction(async (tx) => {
    await tx.insert(instances).values({
      ...{ id, accountId: ctx.actor.accountId, channel: channel.code, environment },
      ...{ name: input.name, webhookToken, sealedSettings: sealSettings(ctx, settings.data) },
      ...stateAfter(asking, given, ctx.now()),
      ...{ changedAt: ctx.now(), createdAt: ctx.now(), checkedAt: ctx.now() },
      ...channel.defaults,
      ...{ jitterPercent: 25, warmUp: !channel.official },
      ...{ ...QUIET, perRecipientDaily: PER_RECIPIENT_DAILY, sendCodeApart: true },
    })
    const details = { channel: channel.code, environment }
    await recordAudit(ctx, tx, { action: 'instance.created', subject: id, details })
    await recordFact(ctx, tx, { name: 'instance.created', payload: { instanceId: id } })
  })
  if (callback !== undefined && sender.pairing === undefined)
    await sender.subscribe?.(ctx, callback)
  return ok({ id, paired: asking.kind === 'connected' })
}

type First = { readonly callback: string | undefined; readonly number: string | null }

/** A line that a telephone has to join is opened there at once; any other is asked how it stands. */
const askFirst = (ctx: Ctx, sender: Sender, { callback, number }: First): Promise<Connection> =>
  sender.pairing !== undefined && callback !== undefined
    ? sender.pairing.open(ctx, callback, number)
    : sender.check(ctx)

/** What keeps a sender from being saved, in the channel's own words. */
export function troubleOf(asking: Connection): ChannelTrouble | null {
  if (asking.kind === 'refused') {
    const words = [asking.code, asking.explanation].filter((word) => word !== '')
    return { code: 'channel_refused', detail: words.join(' – '), field: asking.field ?? null }
  }
  if (asking.kind !== 'unknown') return null
  return { code: 'channel_unreachable', detail: asking.cause, field: asking.field ?? null }
}

function stateAfter(asking: Connection, given: string | null, now: Date) {
  if (asking.kind !== 'connected') {
    return { state: 'waiting_qr' as const, number: given }
  }
  const { number, profile, quality = null, strangersDaily = null } = asking
  return {
    state: 'connected' as const,
    ...{ connectedAt: now, warmUpFrom: now, profile, quality, strangersDaily },
    number: given ?? normalizePhone(number ?? '').phone,
  }
}

/** What we make up for the other side to know us by, unless somebody brought their own. */
function withGenerated({ fields }: Channel, given: Readonly<Record<string, unknown>>) {
  const made = fields
    .filter(({ name, generated }) => generated === true && (given[name] ?? '') === '')
    .map(({ name }) => [name, randomBytes(TOKEN_BYTES).toString('base64url')] as const)
  return { ...given, ...Object.fromEntries(made) }
}
