// lib/notifications/channels/sandbox.ts
import { z } from 'zod'
import { sandboxBubbles } from '@/db/schema/sandbox-phone'
import type { Ctx } from '@/lib/platform/context'
import { defineChannel, type Outgoing } from '../channel'

/** The embedded phone: it keeps what it got, to be looked at, and always has signal. */
export const sandbox = defineChannel({
  code: 'sandbox',
  label: 'Sandbox',
  addressing: 'phone',
  official: true,
  windowed: false,
  embedded: true,
  defaults: { intervalMs: 0, dailyCap: null, maxInFlight: 20 },
  fields: [],
  settings: z.object({}),
  open: () => ({
    async send(ctx, outgoing) {
      await ctx.db.insert(sandboxBubbles).values(bubblesOf(ctx, outgoing)).onConflictDoNothing()
      return { kind: 'sent', channelMessageId: `sandbox.${outgoing.messageId}`, delivered: true }
    },
    check: async () => ({ kind: 'connected', number: null, profile: null }),
  }),
  challenge: () => null,
  readWebhook: () => null,
})

/** The code that is to be copied gets a bubble of its own. */
function bubblesOf(ctx: Ctx, { instanceId, messageId, to, body, codeApart }: Outgoing) {
  const text = codeApart === null ? body : body.replace(codeApart, '').trim()
  return [text, codeApart]
    .filter((part) => part !== null && part !== '')
    .map((part) => ({
      id: ctx.newId('bubble'),
      accountId: ctx.actor.accountId,
      ...{ instanceId, messageId, phone: to, fromBuyer: false, at: ctx.now() },
      body: part ?? '',
    }))
}
