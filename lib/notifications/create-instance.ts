// lib/notifications/create-instance.ts
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { instances } from '@/db/schema/instances'
import type { Id } from '@/lib/kernel/ids'
import { normalizePhone } from '@/lib/kernel/phone'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { recordFact } from '@/lib/platform/outbox'
import { sealSettings } from './open-sender'
import { findChannel } from './registry'

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

export type CreateInstanceError =
  | { readonly code: 'channel_unknown' }
  | { readonly code: 'number_invalid' }
  | { readonly code: 'settings_invalid'; readonly fields: readonly string[] }
  | { readonly code: 'channel_refused'; readonly detail: string }

/** Quiet while people sleep; more than this in a day is too much for anybody. */
const QUIET = { quietFrom: '22:00', quietTo: '08:00' } as const
const PER_RECIPIENT_DAILY = 4
const TOKEN_BYTES = 24

/** A new sender, asked with a real call whether it can send. What cannot is not saved. */
export async function createInstance(
  ctx: Ctx<'member' | 'api' | 'job'>,
  asked: CreateInstance,
): Promise<Result<{ id: Id<'instance'> }, CreateInstanceError>> {
  const input = CreateInstanceInput.parse(asked)
  const channel = findChannel(input.channel)
  if (channel === undefined) return err({ code: 'channel_unknown' })
  const settings = channel.settings.safeParse(withGenerated(channel.fields, input.settings))
  if (!settings.success) {
    const fields = settings.error.issues.map(({ path }) => path.join('.'))
    return err({ code: 'settings_invalid', fields })
  }
  const given = input.number === '' ? null : normalizePhone(input.number).phone
  if (input.number !== '' && given === null) return err({ code: 'number_invalid' })

  const environment = channel.embedded ? 'simulator' : input.environment
  const where = { environment, simulatorUrl: ctx.simulators[channel.code] ?? null }
  const sender = channel.open(where, settings.data)
  const asking = await sender.check(ctx)
  if (asking.kind === 'refused') {
    const detail = [asking.code, asking.explanation].filter((word) => word !== '').join(' – ')
    return err({ code: 'channel_refused', detail })
  }
  const connected = asking.kind === 'connected'
  const told = connected ? normalizePhone(asking.number ?? '').phone : null
  const id = ctx.newId('instance')
  const webhookToken = randomBytes(TOKEN_BYTES).toString('base64url')
  await ctx.db.transaction(async (tx) => {
    await tx.insert(instances).values({
      ...{ id, accountId: ctx.actor.accountId, channel: channel.code, environment },
      ...{ name: input.name, number: given ?? told },
      sealedSettings: sealSettings(ctx, settings.data),
      webhookToken,
      state: connected ? 'connected' : 'disconnected',
      stateCause: asking.kind === 'unknown' ? asking.cause : null,
      ...{ changedAt: ctx.now(), createdAt: ctx.now() },
      ...channel.defaults,
      ...{ jitterPercent: 25, warmUp: !channel.official },
      ...{ ...QUIET, perRecipientDaily: PER_RECIPIENT_DAILY, sendCodeApart: true },
    })
    await recordFact(ctx, tx, { name: 'instance.created', payload: { instanceId: id } })
  })
  if (input.callbackOrigin !== undefined) {
    const path = `/api/webhooks/${channel.code}/${webhookToken}`
    await sender.subscribe?.(ctx, `${input.callbackOrigin}${path}`)
  }
  return ok({ id })
}

/** What we make up for the other side to know us by, unless somebody brought their own. */
function withGenerated(
  fields: readonly { readonly name: string; readonly generated?: true }[],
  given: Readonly<Record<string, unknown>>,
) {
  const made = fields
    .filter(({ name, generated }) => generated === true && (given[name] ?? '') === '')
    .map(({ name }) => [name, randomBytes(TOKEN_BYTES).toString('base64url')] as const)
  return { ...given, ...Object.fromEntries(made) }
}
