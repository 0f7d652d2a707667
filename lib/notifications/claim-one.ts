// lib/notifications/claim-one.ts
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messages } from '@/db/schema/notifications'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import type { Channel, Outgoing } from './channel'
import type { Facts, Strangers } from './claim-facts'
import { type Ending, endingOf, shapeOf } from './judge-claim'
import { moveMessage } from './move-message'
import type { Instance } from './pace'
import { addressOf, type Hearing, heldUntil, type Message } from './pick-next'
import { renderMessage, type Source } from './render-message'
import type { DueAt } from './tell-queue'

export type Claimed = {
  readonly instance: Instance
  readonly outgoing: Outgoing
  readonly attemptKey: string
  readonly attempts: number
}

/** What was read for all that are looked at together. */
export type Batch = {
  readonly instance: Instance
  readonly channel: Channel
  readonly waiting: readonly Message[]
  readonly hearing: Hearing
  readonly facts: Facts
  readonly strangers: Strangers | null
  readonly now: Date
}

export type Ready = {
  readonly claimed: Claimed
  readonly variables: Readonly<Record<string, string>>
  readonly opensWindow: boolean
}

type Judged =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'held'; readonly until: Date }
  | { readonly kind: 'handed_on'; readonly to: DueAt }
  | { readonly kind: 'ended' }

/** One message at its turn: put aside, ended with its reason, given to another sender, or ready. */
export async function claimOne(ctx: Ctx, tx: Tx, batch: Batch, message: Message): Promise<Judged> {
  const { instance, channel, facts } = batch
  const until = heldUntil(batch, message)
  if (until !== null) return { kind: 'held', until }
  const ending = endingOf(batch, message)
  if (ending !== null) return end(ctx, tx, message.id, ending)
  const source = facts.sources.get(message.id)
  const to = addressOf(message, channel)
  invariant(source && to, 'a message that may go has a text and an address')
  const { senderId } = source
  if (senderId !== null && senderId !== instance.id) {
    await tx.update(messages).set({ instanceId: senderId }).where(eq(messages.id, message.id))
    return { kind: 'handed_on', to: { instanceId: senderId, at: message.sendAfter } }
  }
  return prepare(ctx, tx, batch, { message, source, to })
}

type Told = Ending & { readonly detail?: string }

async function end(ctx: Ctx, tx: Tx, id: Id<'message'>, told: Told | TemplateError) {
  await moveMessage(ctx, tx, { id, from: 'queued', ...told })
  return { kind: 'ended' } as const
}

type TemplateError = {
  readonly to: 'suppressed'
  readonly reason: 'template_error'
  readonly detail: string
}
type One = { readonly message: Message; readonly source: Source; readonly to: string }

async function prepare(ctx: Ctx, tx: Tx, batch: Batch, { message, source, to }: One) {
  const { instance, strangers } = batch
  const { id } = message
  const shape = shapeOf(batch, to, source.text.template)
  if (shape === 'closed') {
    return end(ctx, tx, id, { to: 'suppressed', reason: 'window_closed' })
  }
  const opensWindow = shape === 'template'
  if (opensWindow && strangers !== null && strangers.left === 0) {
    return { kind: 'held', until: strangers.until } as const
  }
  const rendered = await renderMessage(ctx, tx, message, source)
  if (!rendered.ok) {
    const detail = rendered.error.variable
    return end(ctx, tx, id, { to: 'suppressed', reason: 'template_error', detail })
  }
  if (opensWindow && strangers !== null) strangers.left--
  const { body, subject, variables, parameters, code, template } = rendered.value
  const attempts = message.attempts + 1
  const outgoing: Outgoing = {
    ...{ messageId: id, instanceId: instance.id, to, body, subject },
    ...{ rule: message.rule, kind: message.kind },
    codeApart: instance.sendCodeApart ? code : null,
    template:
      opensWindow && template && parameters ? { shape: template, values: parameters } : null,
  }
  const claimed = { instance, outgoing, attempts, attemptKey: `${id}.${attempts}` }
  return { kind: 'ready', ready: { claimed, variables, opensWindow } } as const
}
