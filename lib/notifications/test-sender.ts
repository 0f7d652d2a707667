// lib/notifications/test-sender.ts
import { z } from 'zod'
import { normalizePhone } from '@/lib/kernel/phone'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { findRow } from './instance-views'
import { InstanceId } from './messages-query'
import { openSender } from './open-sender'

export const TestSenderInput = z.object({
  instanceId: InstanceId,
  to: z.string().trim().min(3).max(200),
})

export type TestError =
  | {
      readonly code:
        | 'instance_not_found'
        | 'not_allowed'
        | 'still_disconnected'
        | 'number_invalid'
        | 'email_invalid'
        | 'nobody_there'
        | 'window_closed'
        | 'answer_lost'
    }
  | { readonly code: 'channel_refused'; readonly detail: string }

/** One message to somebody of the team, outside every queue: proof that the sender works. */
export async function testSender(
  ctx: Ctx<'member'>,
  { instanceId, to: typed }: z.output<typeof TestSenderInput>,
): Promise<Result<null, TestError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const row = await findRow(ctx, instanceId)
  if (row === null) return err({ code: 'instance_not_found' })
  const { channel, sender } = openSender(ctx, row)
  const mail = channel.addressing === 'email'
  const address = mail ? z.email().safeParse(typed.toLowerCase()).data : normalizePhone(typed).phone
  if (address == null) return err({ code: mail ? 'email_invalid' : 'number_invalid' })
  if (row.state !== 'connected') return err({ code: 'still_disconnected' })
  const found = await sender.find?.(ctx, address)
  if (found?.kind === 'nobody') return err({ code: 'nobody_there' })
  const handover = await sender.send(ctx, {
    ...{ messageId: ctx.newId('message'), instanceId, to: address },
    body: `*Teste da Campainha*\n\nSe você está lendo isto, “${row.name}” está pronta para enviar.`,
    ...{ codeApart: null, template: null, kind: 'transactional', subject: 'Teste da Campainha' },
    ...(found?.kind === 'found' && { channelKey: found.channelKey }),
  })
  switch (handover.kind) {
    case 'sent':
      return ok(null)
    case 'refused': {
      const { class: kind, code, explanation } = handover.refusal
      if (kind === 'window_closed') return err({ code: 'window_closed' })
      if (code === 'not_on_whatsapp') return err({ code: 'nobody_there' })
      const detail = [code, explanation].filter((word) => word !== '').join(' – ')
      return err({ code: 'channel_refused', detail })
    }
    case 'not_sent':
      return err({ code: 'channel_refused', detail: handover.cause })
    case 'unknown':
      return err({ code: 'answer_lost' })
  }
}
