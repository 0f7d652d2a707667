// lib/simulator/dialects/evolution.ts
import { z } from 'zod'
import type { Call, Dialect, Forced, Said, World } from '../dialect'

const STATE = /^\/instance\/connectionState\/([\w.-]+)$/
const SEND = /^\/message\/sendText\/([\w.-]+)$/
const NUMBERS = /^\/chat\/whatsappNumbers\/([\w.-]+)$/

/** Where nobody has WhatsApp. */
const NOBODY = /0000$/

const SendText = z.object({
  number: z.string().regex(/^\d{10,15}$/),
  text: z.string().min(1),
  delay: z.number().int().min(0).max(20_000).optional(),
  linkPreview: z.boolean().optional(),
})
const Numbers = z.object({ numbers: z.array(z.string()).min(1) })

/**
 * Evolution API v2.3. Every instance name is connected, but those that end in `-off` are closed and
 * those that end in `-404` do not exist; any key is right but `wrong`.
 */
export const evolutionDialect: Dialect = {
  counterpart: 'evolution',
  operationOf({ method, path }) {
    if (method === 'POST' && SEND.test(path)) return 'send'
    const asks = (method === 'GET' && STATE.test(path)) || (method === 'POST' && NUMBERS.test(path))
    return asks ? 'query' : null
  },
  admits: (call) => refusalOfCaller(call) === null,
  answer(call, world, forced) {
    const turned = refusalOfCaller(call)
    if (turned !== null) return turned
    const name = nameIn(call)
    if (call.method === 'GET') return stateOf(name)
    return SEND.test(call.path) ? send(call, world, { name, forced }) : numbers(call)
  },
}

const said = (status: number, error: string, message: readonly unknown[]): Said => ({
  status,
  body: { status, error, response: { message } },
})

const nameIn = ({ path }: Call) => path.split('/').at(-1) ?? ''

function refusalOfCaller(call: Call): Said | null {
  const key = call.headers.apikey
  if (key === undefined || key === '' || key === 'wrong') return said(401, 'Unauthorized', [])
  const name = nameIn(call)
  if (!name.endsWith('-404')) return null
  return said(404, 'Not Found', [`The "${name}" instance does not exist`])
}

const stateOf = (instanceName: string): Said => ({
  status: 200,
  body: {
    instance: { instanceName, state: instanceName.endsWith('-off') ? 'close' : 'open' },
  },
})

const jidOf = (number: string) =>
  `${number.replace(/^(55(?:3[1-9]|[4-9]\d))9([789]\d{7})$/, '$1$2')}@s.whatsapp.net`

type Asked = { readonly name: string; readonly forced: Forced | null }

function send(call: Call, world: World, { name, forced }: Asked): Said {
  const parsed = SendText.safeParse(readJson(call.body))
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    return said(400, 'Bad Request', [issues])
  }
  if (forced !== null) return said(Number(forced.code) || 400, 'Forced by a fault', [])
  const { number, text } = parsed.data
  const jid = jidOf(number)
  if (NOBODY.test(number)) return said(400, 'Bad Request', [{ exists: false, jid, number }])
  if (name.endsWith('-off')) return said(500, 'Internal Server Error', ['Connection Closed'])
  world.messages.add({ channel: 'evolution', instance: name, to: `+${number}`, body: text })
  const id = `3EB0${String(world.messages.messages.length).padStart(16, '0')}`
  return {
    status: 201,
    body: {
      key: { remoteJid: jid, fromMe: true, id },
      message: { conversation: text },
      messageTimestamp: Math.floor(world.now().getTime() / 1_000),
      status: 'PENDING',
      instanceId: name,
    },
  }
}

function numbers(call: Call): Said {
  const parsed = Numbers.safeParse(readJson(call.body))
  if (!parsed.success) return said(400, 'Bad Request', ['numbers is required'])
  return {
    status: 200,
    body: parsed.data.numbers.map((number) => ({
      jid: jidOf(number),
      exists: !NOBODY.test(number),
      number,
    })),
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
