// scripts/web/in-lanes.ts
import type { RequestListener } from 'node:http'

/** What channels tell by themselves: receipts and replies. Notices of payments are few, and wait for nobody. */
export const TOLD = /^\/api\/webhooks\/(?:whatsapp|evolution)\//
const ADDRESSES_MOST = 1_000

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

/** Lanes of its own for each address, so that who shouts at one keeps nobody waiting at another. */
export function inLanesByAddress(handle: RequestListener): RequestListener {
  const doors = new Map<string, RequestListener>()
  return (request, response) => {
    const [address = ''] = (request.url ?? '').split('?')
    const door = doors.get(address) ?? inLanes(handle)
    if (doors.size >= ADDRESSES_MOST) doors.clear()
    doors.set(address, door)
    door(request, response)
  }
}
