// scripts/web/in-lanes.ts
import type { RequestListener } from 'node:http'

/** What channels and acquirers tell by themselves: receipts, replies, notices. */
export const TOLD = /^\/api\/webhooks\//

type Lanes = {
  /** How many are worked on at once. */
  readonly lanes: number
  /** One that takes longer gives its lane back, and goes on beside the others. */
  readonly heldMs: number
  readonly waitingMost: number
}

const FEW: Lanes = { lanes: 1, heldMs: 250, waitingMost: 2_000 }

/**
 * One after the other, in their order. A queue that sends brings three receipts a message, all
 * within one moment: side by side they would take the process from the buyer who is paying.
 */
export function inLanes(handle: RequestListener, limits: Lanes = FEW): RequestListener {
  const waiting: (() => void)[] = []
  let busy = 0
  return (request, response) => {
    const begin = () => {
      busy += 1
      let isOver = false
      const over = () => {
        if (isOver) return
        isOver = true
        clearTimeout(late)
        busy -= 1
        waiting.shift()?.()
      }
      const late = setTimeout(over, limits.heldMs)
      response.once('close', over)
      if (response.destroyed) over()
      else handle(request, response)
    }
    if (busy < limits.lanes) begin()
    else if (waiting.length < limits.waitingMost) waiting.push(begin)
    else response.writeHead(503, { 'retry-after': '5', connection: 'close' }).end()
  }
}
