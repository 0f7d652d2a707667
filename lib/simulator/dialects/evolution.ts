// lib/simulator/dialects/evolution.ts
import { z } from 'zod'
import type { Call, Dialect, Said, World } from '../dialect'
import { toQrPng } from '../qr-image'
import {
  beginPairing,
  close,
  dropLine,
  findLine,
  freshLine,
  keepLine,
  type Line,
  PROFILE,
} from './evolution-lines'
import { numbersOf, sendText } from './evolution-messages'

const ROUTES = {
  create: /^POST \/instance\/create$/,
  list: /^GET \/instance\/fetchInstances$/,
  state: /^GET \/instance\/connectionState\/([\w.-]+)$/,
  connect: /^GET \/instance\/connect\/([\w.-]+)$/,
  restart: /^POST \/instance\/restart\/([\w.-]+)$/,
  logout: /^DELETE \/instance\/logout\/([\w.-]+)$/,
  remove: /^DELETE \/instance\/delete\/([\w.-]+)$/,
  webhook: /^POST \/webhook\/set\/([\w.-]+)$/,
  settings: /^POST \/settings\/set\/([\w.-]+)$/,
  send: /^POST \/message\/sendText\/([\w.-]+)$/,
  numbers: /^POST \/chat\/whatsappNumbers\/([\w.-]+)$/,
} as const
type Route = keyof typeof ROUTES

function routeOf({ method, path }: Call): { route: Route; name: string } | null {
  for (const [route, pattern] of Object.entries(ROUTES)) {
    const found = pattern.exec(`${method} ${path}`)
    if (found !== null) return { route: route as Route, name: found[1] ?? '' }
  }
  return null
}

/**
 * Evolution API v2.3. An instance exists once it was created, or when its name ends in `-open`: that
 * one was linked long ago. Any key is right but `wrong`. A code is scanned by `POST /_control/line`.
 */
export const evolutionDialect: Dialect = {
  counterpart: 'evolution',
  operationOf(call) {
    const found = routeOf(call)
    if (found === null) return null
    return found.route === 'send' ? 'send' : 'query'
  },
  admits: (call) => hasKey(call),
  answer(call, world, forced) {
    if (!hasKey(call)) return said(401, 'Unauthorized', [])
    const { route, name } = routeOf(call) ?? { route: 'list', name: '' }
    if (route === 'create') return create(call, world)
    if (route === 'list') return list(call, world)
    const line = findLine(world, name)
    if (line === null) return said(404, 'Not Found', [`The "${name}" instance does not exist`])
    if (route === 'send') return sendText(call, world, { line, forced })
    if (route === 'numbers') return numbersOf(call)
    return ANSWERS[route]({ call, world, line })
  },
}

export const said = (status: number, error: string, message: readonly unknown[]): Said => ({
  status,
  body: { status, error, response: { message } },
})

function hasKey({ headers }: Call): boolean {
  const key = headers.apikey
  return key !== undefined && key !== '' && key !== 'wrong'
}

const Webhook = z.object({
  enabled: z.literal(true),
  url: z.url({ protocol: /^https?$/ }),
  byEvents: z.boolean().optional(),
  base64: z.boolean().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  events: z.array(z.string().regex(/^[A-Z_]+$/)),
})
const Behaviour = z.object({
  rejectCall: z.boolean(),
  groupsIgnore: z.boolean(),
  alwaysOnline: z.boolean(),
  readMessages: z.boolean(),
  readStatus: z.boolean(),
  syncFullHistory: z.boolean(),
})
const Create = z.object({
  ...Behaviour.partial().shape,
  instanceName: z.string().regex(/^[\w.-]+$/),
  integration: z.enum(['WHATSAPP-BAILEYS', 'WHATSAPP-BUSINESS', 'EVOLUTION']),
  qrcode: z.boolean().optional(),
  number: z
    .string()
    .regex(/^\d{10,15}$/)
    .optional(),
  webhook: Webhook.optional(),
})

const kept = (webhook: z.output<typeof Webhook> | undefined): Line['webhook'] =>
  webhook === undefined ? null : { url: webhook.url, jwtKey: webhook.headers?.jwt_key ?? null }

function create(call: Call, world: World): Said {
  const asked = Create.safeParse(readJson(call.body))
  if (!asked.success) return wrong(asked.error)
  const { instanceName, integration, qrcode = false, number = null, webhook } = asked.data
  if (findLine(world, instanceName) !== null) {
    return said(403, 'Forbidden', [`This name "${instanceName}" is already in use.`])
  }
  const line = keepLine(world, freshLine(instanceName, kept(webhook)))
  if (qrcode) beginPairing(world, line, number)
  const instanceId = `sim-${instanceName}`
  const instance = { instanceName, instanceId, integration, status: line.state }
  const hash = `token-${instanceName}`
  const body = { instance, hash, webhook: {}, settings: {}, ...(qrcode && { qrcode: shown(line) }) }
  return { status: 201, body }
}

const shown = ({ pairingCode, code, codes: count }: Line) => ({
  ...{ pairingCode, code, count },
  base64: `data:image/png;base64,${toQrPng(code ?? '')}`,
})

function list({ query }: Call, world: World): Said {
  const name = query.get('instanceName')
  const line = name === null ? null : findLine(world, name)
  if (line === null) return said(404, 'Not Found', [`Instance "${name}" not found`])
  const open = line.state === 'open'
  return {
    status: 200,
    body: [
      {
        ...{ id: `sim-${line.name}`, name: line.name, connectionStatus: line.state },
        ownerJid: open ? `${line.number}@s.whatsapp.net` : null,
        profileName: open ? PROFILE : null,
      },
    ],
  }
}

type Asked = { readonly call: Call; readonly world: World; readonly line: Line }
const instanceOf = ({ name: instanceName, state }: Line): Said => ({
  status: 200,
  body: { instance: { instanceName, state } },
})

const ANSWERS: Readonly<
  Record<Exclude<Route, 'create' | 'list' | 'send' | 'numbers'>, (asked: Asked) => Said>
> = {
  state: ({ line }) => instanceOf(line),
  connect({ call, world, line }) {
    if (line.state === 'open') return instanceOf(line)
    if (line.state === 'close') beginPairing(world, line, call.query.get('number'))
    return { status: 200, body: shown(line) }
  },
  restart({ line }) {
    return line.state === 'open'
      ? instanceOf(line)
      : said(400, 'Bad Request', [`The "${line.name}" instance is not connected`])
  },
  logout({ world, line }) {
    if (line.state === 'close') {
      return said(400, 'Bad Request', [`The "${line.name}" instance is not connected`])
    }
    close(world, line, 401)
    return {
      status: 200,
      body: { status: 'SUCCESS', error: false, response: { message: 'Instance logged out' } },
    }
  },
  remove({ world, line }) {
    dropLine(world, line.name)
    return {
      status: 200,
      body: { status: 'SUCCESS', error: false, response: { message: 'Instance deleted' } },
    }
  },
  webhook({ call, world, line }) {
    const asked = z.object({ webhook: Webhook }).safeParse(readJson(call.body))
    if (!asked.success) return wrong(asked.error)
    line.webhook = kept(asked.data.webhook)
    keepLine(world, line)
    return { status: 201, body: { ...asked.data.webhook, instanceId: `sim-${line.name}` } }
  },
  settings({ call }) {
    const asked = Behaviour.safeParse(readJson(call.body))
    return asked.success ? { status: 201, body: { settings: asked.data } } : wrong(asked.error)
  },
}

export function wrong({ issues }: z.ZodError): Said {
  return said(400, 'Bad Request', [
    issues.map(({ path, message }) => `${path.join('.')} ${message}`),
  ])
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
