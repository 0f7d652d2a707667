// lib/simulator/control.ts
import { z } from 'zod'
import { controlChannels } from './control-channels'
import type { Call, Said } from './dialect'
import type { Happening } from './entry'
import { Fault } from './faults'
import { toPublic } from './ledger'
import type { WholeWorld } from './world'

type Controlled = {
  readonly world: WholeWorld
  readonly addresses: () => Readonly<Record<string, string>>
  /** Closes and opens listeners so that they agree with the faults. */
  readonly align: () => Promise<void>
  /** Lets whoever registered for it know. */
  readonly tell: (happening: Happening) => void
}

const NOTHING: Said = { status: 204, body: null }

/** What tests and people tell the simulator; no counterpart has any of this. */
export async function control(controlled: Controlled, call: Call): Promise<Said> {
  const { world, addresses, align } = controlled
  const { method, path } = call
  switch (`${method} ${path}`) {
    case 'GET /_control/addresses':
      return { status: 200, body: addresses() }
    case 'GET /_control/ledger':
      return { status: 200, body: world.ledger.entries.map(toPublic) }
    case 'GET /_control/fines':
      return { status: 200, body: world.fines.list() }
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
    case 'POST /_control/pay':
      return pay(controlled, call)
    case 'POST /_control/notify-url': {
      const where = NotifyUrl.safeParse(readJson(call.body))
      if (!where.success) return { status: 400, body: { error: where.error.issues } }
      const { acquirer, merchant, url, headers } = where.data
      world.register(acquirer, {
        ...(merchant !== undefined && { merchant }),
        ...(url !== null && { url }),
        ...(headers !== undefined && { headers }),
      })
      return { status: 201, body: where.data }
    }
    case 'GET /_control/notices':
      return { status: 200, body: world.notices }
    case 'GET /_control/settings':
      return { status: 200, body: world.settings }
    case 'POST /_control/settings': {
      const settings = Settings.safeParse(readJson(call.body))
      if (!settings.success) return { status: 400, body: { error: settings.error.issues } }
      Object.assign(world.settings, settings.data)
      return { status: 200, body: world.settings }
    }
    default:
      return (
        controlChannels(world, call) ?? { status: 404, body: { error: `no ${method} ${path}` } }
      )
  }
}

const Acquirer = z.enum(['cielo', 'rede'])
const Pay = z.strictObject({
  acquirer: Acquirer,
  reference: z.string().min(1),
  /** Where two merchants use one reference. */
  merchant: z.string().min(1).optional(),
  /** After its time is over. */
  late: z.boolean().default(false),
})
const NotifyUrl = z.strictObject({
  acquirer: Acquirer,
  merchant: z.string().min(1).optional(),
  url: z.url({ protocol: /^https?$/ }).nullable(),
  headers: z.record(z.string(), z.string()).optional(),
})
const Delay = z.number().int().min(0).max(86_400_000).nullable()
const Settings = z
  .strictObject({ autoPayPixMs: Delay.optional(), autoScanMs: Delay.optional() })
  .refine((asked) => Object.keys(asked).length > 0)

/** Somebody pays the newest Pix or boleto of that reference. */
function pay({ world, tell }: Controlled, { body }: Call): Said {
  const asked = Pay.safeParse(readJson(body))
  if (!asked.success) return { status: 400, body: { error: asked.error.issues } }
  const { acquirer, reference, merchant, late } = asked.data
  const entry = world.ledger.entries.findLast(
    (each) =>
      each.acquirer === acquirer &&
      each.reference === reference &&
      each.method !== 'card' &&
      (merchant === undefined || each.merchant === merchant),
  )
  if (entry === undefined) {
    return { status: 404, body: { error: `no Pix or boleto with reference ${reference}` } }
  }
  const paid = world.ledger.pay(entry, { late })
  if (paid === null) {
    return { status: 409, body: { error: `it cannot be paid: it is ${entry.status}` } }
  }
  tell(paid)
  return { status: 200, body: toPublic(entry) }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
