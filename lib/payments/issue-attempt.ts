// lib/payments/issue-attempt.ts
import type { Ctx } from '@/lib/platform/context'
import type { Issued } from './acquirer'
import { askAfterSilence } from './ask-after-silence'
import type { IssueOrder } from './issue'
import type { OpenedIssue } from './open-issue'
import type { Attempt } from './open-operation'
import type { Answer, Found } from './outcome'
import { raiseAlarm } from './raise-alarm'
import { recordFinding } from './record-finding'
import type { Route } from './route'
import { type FoundIssue, settleIssue } from './settle-issue'

/** Sends what `openIssue` committed. A silence is written down before it is asked about. */
export async function issueAttempt(
  ctx: Ctx,
  route: Route,
  { attempt, operation }: OpenedIssue,
  { method, amount, payer, expiresAt }: IssueOrder,
): Promise<Answer<unknown>> {
  const { reference } = attempt
  const began = performance.now()
  const said = await route.issue(ctx, { reference, method, amount, payer, expiresAt })
  const durationMs = Math.round(performance.now() - began)
  const answer = await heldAgainst(ctx, attempt, said)
  await settleIssue(ctx, { operation, attemptIs: 'sending', answer, durationMs })
  await raiseAlarm(ctx, attempt, answer)
  if (answer.kind !== 'unknown') return answer

  const named = { reference, acquirerId: null }
  const asked = await askAfterSilence(ctx, route, named, (found: Found) => {
    const read = readIssue(attempt, found)
    // What cannot be shown is no answer to the buyer: the backup makes one that can.
    return read?.kind === 'done' && read.value.voucher === null ? null : read
  })
  if (asked === null) return answer
  await settleIssue(ctx, { operation, attemptIs: 'unknown', answer: asked })
  return asked
}

/** A code of another sum is shown to nobody. */
async function heldAgainst(
  ctx: Ctx,
  { id, amount }: Attempt,
  answer: Answer<Issued>,
): Promise<Answer<Issued>> {
  if (answer.kind !== 'done' || answer.value.amount === amount) return answer
  await recordFinding(ctx, id, 'amount_differs')
  return { kind: 'unknown', cause: `issued ${answer.value.amount} of ${amount}` }
}

/** What a search proves about one that was never answered. Null: nothing yet. */
export function readIssue(
  { amount }: Pick<Attempt, 'amount'>,
  found: Found,
): Answer<FoundIssue> | null {
  switch (found.kind) {
    case 'waiting':
    case 'expired':
    case 'captured': {
      if (found.approval.amount !== amount) return null
      const { acquirerId, tid, nsu, returnCode } = found.approval
      const voucher = 'voucher' in found ? (found.voucher ?? null) : null
      return { kind: 'done', value: { acquirerId, tid, nsu, returnCode, voucher } }
    }
    case 'refused':
      return found
    case 'voided':
    case 'refunded':
      return { kind: 'not_sent', cause: 'undone by the acquirer itself' }
    case 'authorized':
    case 'never_seen':
    case 'unknown':
      return null
  }
}
