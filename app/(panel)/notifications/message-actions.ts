// app/(panel)/notifications/message-actions.ts
import type { MessageActions } from '@/components/notifications/message-menu'
import {
  cancelMessageAction,
  markSentAction,
  moveMessageAction,
  sendAgainAction,
  sendNowAction,
} from './actions'

/** What the menu of a message can do, wherever a message is shown. */
export const messageActions: MessageActions = {
  sendNow: sendNowAction,
  move: moveMessageAction,
  cancel: cancelMessageAction,
  markSent: markSentAction,
  sendAgain: sendAgainAction,
}
