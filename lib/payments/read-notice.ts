// lib/payments/read-notice.ts
import { type Notice, noticesOf } from './acquirers/notices'

export type { Notice }

/** What a body says in its acquirer's words; `ignored` is about nothing of ours. */
export function readNotice(acquirer: string, text: string): Notice | 'ignored' | 'unreadable' {
  try {
    return noticesOf(acquirer)?.(JSON.parse(text)) ?? 'unreadable'
  } catch {
    return 'unreadable'
  }
}
