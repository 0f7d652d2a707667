// lib/simulator/converse.ts
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call, Dialect, Said } from './dialect'
import { HIDDEN_SEARCHES } from './ledger'
import { isSpoiling, spoil } from './spoil'
import type { WholeWorld } from './world'

const NOT_FOUND: Said = { status: 404, body: null }

/** One call, met with the fault that waits for it. `silence` closes the connection without a word. */
export async function converse(
  world: WholeWorld,
  dialects: readonly Dialect[],
  call: Call,
): Promise<Said | 'silence'> {
  for (const each of dialects) {
    const page = each.page?.(call, world) ?? null
    if (page !== null) return page
  }
  const dialect = dialects.find((each) => each.operationOf(call) !== null)
  const operation = dialect?.operationOf(call)
  if (!dialect || !operation) return NOT_FOUND
  // The shared address cannot close for one counterpart alone, so it hangs up on its calls.
  if (world.faults.refuses(dialect.counterpart)) return 'silence'

  if (dialect.admits?.(call, world) === false) return dialect.answer(call, world, null)
  const fault = world.faults.take(dialect.counterpart, operation)
  const code = fault?.mode === 'return_code' ? fault.code : undefined
  const { brandCode = null, adviceCode = null } = fault ?? {}
  const forced = code === undefined ? null : { code, brandCode, adviceCode }
  const answer = () => {
    const before = world.ledger.entries.length
    const said = dialect.answer(call, world, forced)
    world.fines.see(call, said, world.ledger.entries.slice(before))
    return said
  }
  if (fault !== null && isSpoiling(fault.mode)) return spoil(answer(), fault.mode)
  switch (fault?.mode) {
    case 'drop_request':
      return 'silence'
    case 'http_500':
      return { status: 500, body: null }
    case 'drop_response':
      answer()
      return 'silence'
    case 'late_approval': {
      const before = world.ledger.entries.length
      answer()
      for (const entry of world.ledger.entries.slice(before)) entry.hiddenSearches = HIDDEN_SEARCHES
      return 'silence'
    }
    case 'duplicate':
      answer()
      return answer()
    case 'deny_refund':
      world.ledger.denyNext()
      return answer()
    case 'delay':
      await sleep(fault.delayMs)
      return answer()
    default:
      return answer()
  }
}
