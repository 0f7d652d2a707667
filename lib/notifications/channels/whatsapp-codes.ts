// lib/notifications/channels/whatsapp-codes.ts
import type { Refusal, RefusalClass } from '../channel'

/** Meta's codes, by what they ask of us. The list is read against the live page before a release. */
const CLASS_OF: Readonly<Record<string, RefusalClass>> = {
  '1': 'retry',
  '2': 'retry',
  '3': 'sender_stopped',
  '4': 'retry',
  '10': 'sender_stopped',
  '80007': 'retry',
  '190': 'sender_stopped',
  '368': 'sender_stopped',
  '131031': 'sender_stopped',
  '130429': 'retry',
  '130472': 'final',
  '131000': 'retry',
  '131016': 'retry',
  '131005': 'sender_stopped',
  '131008': 'template_wrong',
  '131009': 'template_wrong',
  '131021': 'final',
  '131026': 'final',
  '131037': 'sender_stopped',
  '131042': 'sender_stopped',
  '131045': 'sender_stopped',
  '131047': 'window_closed',
  '131048': 'slow_down',
  '131049': 'final',
  '131050': 'opted_out',
  '131051': 'template_wrong',
  '131053': 'template_wrong',
  '131056': 'recipient_too_fast',
  '131057': 'retry',
  '132000': 'template_wrong',
  '132001': 'template_wrong',
  '132005': 'template_wrong',
  '132007': 'template_wrong',
  '132012': 'template_wrong',
  '132015': 'template_wrong',
  '132016': 'template_wrong',
  '132018': 'template_wrong',
  '133004': 'retry',
  '133010': 'sender_stopped',
}

/** How long a recipient is left alone after a final refusal. */
const UNREACHABLE_DAYS: Readonly<Record<string, number>> = {
  '131026': 30, // Not on WhatsApp, or cannot be reached there.
  '131049': 1, // Heard enough from businesses today; that is no opt-out.
}

/** The account's policy or payment: the number itself still answers well. */
const STAYS: ReadonlySet<string> = new Set(['368', '131031', '131042'])

/** 200 to 299: what the token may not do. */
const isPermission = (code: string) => /^2\d\d$/.test(code)

export function refusalOf(code: string, explanation: string, status: number): Refusal {
  const known = CLASS_OF[code] ?? (isPermission(code) ? 'sender_stopped' : undefined)
  const unlisted: RefusalClass =
    status === 401 || status === 403 ? 'sender_stopped' : status >= 500 ? 'retry' : 'final'
  const unreachableDays = UNREACHABLE_DAYS[code]
  return {
    class: known ?? unlisted,
    code,
    explanation,
    ...(unreachableDays !== undefined && { unreachableDays }),
    ...(STAYS.has(code) && { stays: true }),
  }
}
