// lib/platform/audit.ts
import type { Tx } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import type { Actor, Ctx } from './context'

/** What the team's log tells. Each has a sentence in the catalogues, under `audit.action`. */
export const AUDIT_ACTIONS = [
  'account.created',
  'company.saved',
  'credentials.saved',
  'acquirers.chosen',
  'acquirers.swapped',
  'routing.saved',
  'breaker.closed',
  'sale.tested',
  'api_key.created',
  'api_key.revoked',
  'member.invited',
  'member.joined',
  'member.role_changed',
  'member.removed',
  'invitation.canceled',
  'password.changed',
  'sessions.ended',
  'store.created',
  'store.edited',
  'store.key_saved',
  'store.paused',
  'store.resumed',
  'store.key_grace_ended',
  'store.address_changed',
  'store.address_grace_ended',
  'store.mapping_saved',
  'store.set_up',
  'store.archived',
  'store.restored',
  'store.word_mapped',
  'store.replayed',
  'postback.replayed',
  'postback.revealed',
  'alert.dismissed',
  'sale.captured',
  'sale.canceled',
  'sale.refunded',
  'sale.email_fixed',
  'recurrence.canceled',
  'bell.resent',
  'finding.resolved',
  'capture_windows.saved',
  'notice_address.made',
  'notice_key.saved',
  'offer.created',
  'offer.duplicated',
  'offer.published',
  'offer.draft_discarded',
  'offer.version_restored',
  'offer.archived',
  'offer.unarchived',
  'offer.paused',
  'offer.resumed',
  'link.created',
  'link.archived',
  'link.unarchived',
  'coupon.created',
  'coupon.edited',
  'coupon.ended',
  'coupon.resumed',
  'notification.switched_on',
  'notification.switched_off',
  'notification.edited',
  'notification.step_added',
  'notification.step_removed',
  'notification.settings_saved',
  'instance.created',
  'instance.edited',
  'instance.paired',
  'instance.unlinked',
  'instance.removed',
  'instance.paused',
  'instance.resumed',
  'instance.paced',
  'instance.reconnected',
  'instance.queue_released',
  'instance.queue_discarded',
  'template.submitted',
  'message.marked_sent',
  'message.sent_again',
  'message.sent_now',
  'message.moved',
  'message.canceled',
  'contact.suppressed',
  'contact.released',
  'contact.imported',
  'contact.exported',
  'pages.checked',
  'lead.exported',
  'lead.erased',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export type Deed = {
  readonly action: AuditAction
  /** The id of what it was done to. */
  readonly subject: string
  /** Words and ids. Never a secret, and nothing that a person could ask us to forget. */
  readonly details?: Readonly<Record<string, string>>
}

/** Called inside the transaction that does it: what is not in the log did not happen. */
export async function recordAudit(ctx: Ctx, tx: Tx, deed: Deed): Promise<void> {
  await tx.insert(auditLog).values({
    id: ctx.newId('audit'),
    accountId: ctx.actor.accountId,
    actorKind: ctx.actor.kind,
    actorId: nameOfActor(ctx.actor),
    action: deed.action,
    subject: deed.subject,
    details: deed.details ?? {},
    createdAt: ctx.now(),
  })
}

/** Who acts, as a row remembers it. */
export function nameOfActor(actor: Actor): string {
  switch (actor.kind) {
    case 'member':
      return actor.userId
    case 'api':
      return actor.apiKeyId
    case 'affiliate':
      return actor.affiliateId
    case 'job':
      return actor.name
    case 'buyer':
      return 'buyer'
  }
}
