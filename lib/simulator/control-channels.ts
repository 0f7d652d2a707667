// lib/simulator/control-channels.ts
import { z } from 'zod'
import type { Call, Said, World } from './dialect'
import { close, findLine, scan } from './dialects/evolution-lines'
import { writeTo } from './dialects/evolution-messages'
import { rateNumber } from './dialects/whatsapp-account'
import { tellInbound } from './dialects/whatsapp-webhook'

const Phone = z.string().regex(/^\+?\d{8,15}$/)

/** What happens to a line of Evolution without its owner asking. */
const LineEvent = z.strictObject({
  instance: z.string().min(1),
  event: z.enum(['scan', 'ban', 'logout', 'drop']).default('scan'),
  /** The number whose telephone scanned it. */
  number: z
    .string()
    .regex(/^\d{10,15}$/)
    .optional(),
})
const REASONS = { ban: 403, logout: 401, drop: 428 } as const

const Inbound = z.strictObject({
  channel: z.enum(['whatsapp', 'evolution']),
  instance: z.string().min(1),
  from: Phone,
  text: z.string().min(1),
})

/** How Meta thinks of a number from now on; who subscribed is told. */
const Rating = z.strictObject({
  phoneNumberId: z.string().regex(/^\d{5,20}$/),
  quality: z.enum(['GREEN', 'YELLOW', 'RED']).optional(),
  tier: z.enum(['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED']).optional(),
})

/** The part of the control that is about channels; null for what is not. */
export function controlChannels(world: World, { method, path, body }: Call): Said | null {
  switch (`${method} ${path}`) {
    case 'POST /_control/scan':
    case 'POST /_control/line':
      return reading(LineEvent, body, (asked) => moveLine(world, asked))
    case 'POST /_control/inbound':
      return reading(Inbound, body, (asked) => write(world, asked))
    case 'POST /_control/number':
      return reading(Rating, body, ({ phoneNumberId, ...rating }) => {
        const set = Object.entries(rating).filter(([, told]) => told !== undefined)
        rateNumber(world, phoneNumberId, Object.fromEntries(set))
        return { status: 204, body: null }
      })
    default:
      return null
  }
}

function reading<S extends z.ZodType>(
  schema: S,
  body: string,
  answer: (asked: z.output<S>) => Said,
) {
  const asked = schema.safeParse(readJson(body))
  return asked.success ? answer(asked.data) : { status: 400, body: { error: asked.error.issues } }
}

function moveLine(world: World, { instance, event, number }: z.output<typeof LineEvent>): Said {
  const line = findLine(world, instance)
  if (line === null) return { status: 404, body: { error: `no instance ${instance}` } }
  if (event === 'scan') {
    if (line.state !== 'connecting') {
      return { status: 409, body: { error: `nothing to scan: it is ${line.state}` } }
    }
    if (number !== undefined) line.number = number
    scan(world, line)
  } else close(world, line, REASONS[event])
  return { status: 200, body: { instance, state: line.state } }
}

/** What opens the window on Meta's side. */
function write(world: World, { channel, instance, from, text }: z.output<typeof Inbound>): Said {
  if (channel === 'whatsapp') {
    const digits = from.replace(/\D/g, '')
    world.shelf('whatsapp.windows').set(`${instance}.${digits}`, world.now().getTime())
    tellInbound(world, instance, { from: digits, text })
    return { status: 204, body: null }
  }
  const line = findLine(world, instance)
  if (line === null) return { status: 404, body: { error: `no instance ${instance}` } }
  writeTo(world, line, { from, text })
  return { status: 204, body: null }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
