// lib/simulator/control.ts
import type { Call, Said } from './dialect'
import { Fault } from './faults'
import { toPublic } from './ledger'
import type { WholeWorld } from './world'

type Controlled = {
  readonly world: WholeWorld
  readonly addresses: () => Readonly<Record<string, string>>
  /** Closes and opens listeners so that they agree with the faults. */
  readonly align: () => Promise<void>
}

const NOTHING: Said = { status: 204, body: null }

/** What tests and people tell the simulator; no counterpart has any of this. */
export async function control({ world, addresses, align }: Controlled, call: Call): Promise<Said> {
  const { method, path } = call
  switch (`${method} ${path}`) {
    case 'GET /_control/addresses':
      return { status: 200, body: addresses() }
    case 'GET /_control/ledger':
      return { status: 200, body: world.ledger.entries.map(toPublic) }
    case 'GET /_control/messages':
      return { status: 200, body: world.messages.messages }
    case 'GET /_control/faults':
      return { status: 200, body: world.faults.list() }
    case 'DELETE /_control/faults':
      world.faults.clear()
      await align()
      return NOTHING
    case 'POST /_control/reset':
      world.forget()
      await align()
      return NOTHING
    case 'POST /_control/faults': {
      const fault = Fault.safeParse(readJson(call.body))
      if (!fault.success) return { status: 400, body: { error: fault.error.issues } }
      world.faults.add(fault.data)
      await align()
      return { status: 201, body: fault.data }
    }
    default:
      return { status: 404, body: { error: `no ${method} ${path}` } }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
