// lib/payments/raise-alarm.ts
import type { FindingKind } from '@/db/schema/findings'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import type { Attempt } from './open-operation'
import type { Answer } from './outcome'
import { isIntegrity } from './read-json'
import { recordFinding } from './record-finding'

/** Turned away at the door, by the acquirer or by our own mistake: the backup hides it, a finding does not. */
const TURNED_AWAY = /^(http_4|code )/

/** What a person should look at, whatever was asked for: a card's limit, a Pix, a boleto. */
function alarmOf(answer: Answer<unknown>): FindingKind | null {
  if (answer.kind === 'not_sent') return TURNED_AWAY.test(answer.cause) ? 'setup_rejected' : null
  if (answer.kind === 'unknown') return isIntegrity(answer) ? 'integrity' : null
  if (answer.kind !== 'refused') return null
  if (answer.refusal.reason === 'acquirer_misconfigured') return 'setup_rejected'
  return answer.refusal.reason === 'unlisted' ? 'unlisted_code' : null
}

type Alarmed = Pick<Attempt, 'id' | 'acquirer' | 'brand'>

/**
 * The producer sees it among what was found, and who runs the system in the log: a code in no list
 * is a list that has to be read again.
 */
export async function raiseAlarm(ctx: Ctx, attempt: Alarmed, answer: Answer<unknown>) {
  const kind = alarmOf(answer)
  if (kind === null) return
  const detail = saidBy(answer)
  const isNews = await recordFinding(ctx, attempt.id, kind, { detail })
  if (!isNews || kind !== 'unlisted_code') return
  const { acquirer, brand } = attempt
  log.warn('an acquirer used a code in no list', { acquirer, brand, ...detail })
}

function saidBy(answer: Answer<unknown>): Readonly<Record<string, string>> {
  if (answer.kind === 'not_sent' || answer.kind === 'unknown') return { code: answer.cause }
  if (answer.kind !== 'refused') return {}
  const { code, brandCode, adviceCode, message } = answer.refusal
  return {
    ...{ code, said: message.slice(0, 200) },
    ...(brandCode !== undefined && { brandCode }),
    ...(adviceCode !== undefined && { adviceCode }),
  }
}
