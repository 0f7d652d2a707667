// lib/notifications/message-fix.ts
import type { MessageView } from './views'

/** Where what kept a message from leaving is put right. */
export type Fix = 'rules' | 'store' | 'instance' | 'contact' | 'gateway' | 'message'

const FIX_OF: Readonly<Record<string, Fix>> = {
  notification_off: 'rules',
  upsell_muted: 'store',
  template_error: 'rules',
  window_closed: 'rules',
  no_instance: 'store',
  no_phone: 'gateway',
  invalid_phone: 'gateway',
  placeholder_phone: 'gateway',
  no_email: 'gateway',
  opted_out: 'contact',
  contact_blocked: 'contact',
  suppressed_contact: 'contact',
  not_on_whatsapp: 'contact',
  channel_error: 'instance',
  instance_off: 'instance',
  stale_after_reconnect: 'instance',
  expired_before_send: 'instance',
  answer_lost: 'message',
}

/** Of a message that waits, what holds its sender; of one that is decided, what decided. */
export function fixOf({
  state,
  reasonCode,
  instanceId,
  soonest,
  asksPerson,
}: MessageView): Fix | null {
  if (asksPerson) return 'message'
  if (state === 'scheduled' || state === 'queued') {
    if (instanceId === null) return 'store'
    return soonest?.at === null ? 'instance' : null
  }
  if (state === 'sent' || state === 'delivered' || state === 'read') return null
  return reasonCode === null ? null : (FIX_OF[reasonCode] ?? null)
}
