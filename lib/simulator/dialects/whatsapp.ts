// lib/simulator/dialects/whatsapp.ts
import { z } from 'zod'
import { APPROVED_TEMPLATES } from '../data/whatsapp-templates'
import type { Call, Dialect, Forced, Said, World } from '../dialect'
import { subscribe, tellInbound, tellStatuses } from './whatsapp-webhook'

const PATH = /^\/v\d{2}\.0\/(\w+)(\/messages|\/_inbound)?$/
/** People reach a buyer within this long of the buyer's own last words with free text. */
const WINDOW_MS = 24 * 3_600_000
/** Where nobody has WhatsApp. */
const NOBODY = /0000$/

/**
 * WhatsApp Cloud API. Any phone number id of digits and any token that begins as Meta's do are
 * known here, but `EAAEXPIRED` has expired. `POST /{id}/_inbound` is what no real server has: it
 * makes a buyer write (`{from, text}`), which opens the window and tells the subscribed address.
 */
export const whatsappDialect: Dialect = {
  counterpart: 'whatsapp',
  operationOf({ method, path }) {
    const [, , tail] = PATH.exec(path) ?? [null]
    if (!PATH.test(path)) return null
    return method === 'POST' && tail === '/messages' ? 'send' : 'query'
  },
  admits: (call) => refusalOfCaller(call) === null,
  answer(call, world, forced) {
    const turned = refusalOfCaller(call)
    if (turned !== null) return turned
    const [, id = '', tail] = PATH.exec(call.path) ?? []
    if (call.method === 'GET') return profileOf(id)
    if (call.method !== 'POST') return graphError(400, 100, 'Unsupported request')
    if (tail === '/_inbound') return hear(call, world, id)
    return tail === '/messages' ? send(call, world, { id, forced }) : configure(call, world, id)
  },
}

/** An error as the Graph API words it. */
export const graphError = (status: number, code: number, details: string): Said => ({
  status,
  body: {
    error: {
      message: `(#${code}) ${details}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'Asimulated',
    },
  },
})

function refusalOfCaller({ headers, path }: Call): Said | null {
  const token = /^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1] ?? ''
  if (!/^EAA\w*$/.test(token) || token === 'EAAEXPIRED') {
    return graphError(401, 190, 'Error validating access token: Session has expired')
  }
  const id = PATH.exec(path)?.[1] ?? ''
  if (/^\d{5,20}$/.test(id)) return null
  return graphError(400, 100, `Unsupported post request. Object with ID '${id}' does not exist`)
}

const profileOf = (id: string): Said => ({
  status: 200,
  body: {
    id,
    display_phone_number: `+55 11 95555-${id.slice(-4).padStart(4, '0')}`,
    verified_name: 'Loja simulada',
    quality_rating: 'GREEN',
  },
})

const Text = z.strictObject({ type: z.literal('text'), text: z.string() })
const Send = z.object({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  to: z.string().regex(/^\+?\d{8,15}$/),
  biz_opaque_callback_data: z.string().max(512).optional(),
})
const TextMessage = Send.extend({
  type: z.literal('text'),
  text: z.strictObject({
    preview_url: z.boolean().optional(),
    body: z.string().min(1).max(4_096),
  }),
})
const TemplateMessage = Send.extend({
  type: z.literal('template'),
  template: z.strictObject({
    name: z.string(),
    language: z.strictObject({ code: z.string() }),
    components: z
      .array(z.strictObject({ type: z.literal('body'), parameters: z.array(Text) }))
      .max(1)
      .optional(),
  }),
})
const Message = z.discriminatedUnion('type', [TextMessage, TemplateMessage])

type Asked = { readonly id: string; readonly forced: Forced | null }

function send(call: Call, world: World, { id, forced }: Asked): Said {
  const parsed = Message.safeParse(readJson(call.body))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return graphError(400, 100, `Invalid parameter: ${issue?.path.join('.')} ${issue?.message}`)
  }
  if (forced !== null) return graphError(400, Number(forced.code) || 131000, 'Forced by a fault')
  const message = parsed.data
  const to = message.to.replace(/\D/g, '')
  if (NOBODY.test(to)) return graphError(400, 131026, 'Message undeliverable')
  const body = message.type === 'text' ? textOf(message, world, { id, to }) : templateOf(message)
  if (typeof body !== 'string') return body

  const wamid = `wamid.${Buffer.from(`${id}.${to}.${world.messages.messages.length}`).toString('base64url')}`
  world.messages.add({ channel: 'whatsapp', instance: id, to: `+${to}`, body })
  tellStatuses(world, id, { wamid, to, ours: message.biz_opaque_callback_data })
  return {
    status: 200,
    body: {
      messaging_product: 'whatsapp',
      contacts: [{ input: message.to, wa_id: withoutNinthDigit(to) }],
      messages: [{ id: wamid, message_status: 'accepted' }],
    },
  }
}

/** Older accounts live under their number as it was: eight digits after areas from 31 on. */
const withoutNinthDigit = (to: string) => to.replace(/^(55(?:3[1-9]|[4-9]\d))9(\d{8})$/, '$1$2')

type Pair = { readonly id: string; readonly to: string }

function textOf(message: z.output<typeof TextMessage>, world: World, { id, to }: Pair) {
  const heard = world.shelf('whatsapp.windows').get(`${id}.${to}`)
  const open = typeof heard === 'number' && world.now().getTime() - heard < WINDOW_MS
  if (open) return message.text.body
  return graphError(400, 131047, 'Message failed to send because more than 24 hours have passed')
}

function templateOf({ template }: z.output<typeof TemplateMessage>): Said | string {
  const { name, language, components = [] } = template
  const approved = APPROVED_TEMPLATES[name]
  if (approved === undefined || language.code !== 'pt_BR') {
    return graphError(404, 132001, `template name (${name}) does not exist in ${language.code}`)
  }
  const values = components[0]?.parameters.map(({ text }) => text) ?? []
  const wanted = new Set(approved.match(/\{\{\d+\}\}/g)).size
  if (values.length !== wanted) {
    return graphError(400, 132000, `body: number of parameters is ${values.length}, not ${wanted}`)
  }
  if (values.some((value) => value === '')) {
    return graphError(400, 131008, 'Parameter of type text is missing text value')
  }
  if (values.some((value) => /[\n\t]| {5,}/.test(value))) {
    return graphError(400, 132012, 'Param text cannot have new-line/tab/more than 4 spaces')
  }
  return approved.replace(/\{\{(\d+)\}\}/g, (_, index: string) => values[Number(index) - 1] ?? '')
}

const Configuration = z.object({
  webhook_configuration: z.object({
    override_callback_uri: z.url(),
    verify_token: z.string().min(1),
  }),
})

/** The address is asked before it is believed, as Meta does. */
function configure(call: Call, world: World, id: string): Said {
  const parsed = Configuration.safeParse(readJson(call.body))
  if (!parsed.success) return graphError(400, 100, 'Invalid parameter: webhook_configuration')
  const { override_callback_uri: url, verify_token: token } = parsed.data.webhook_configuration
  subscribe(world, id, { url, token })
  return { status: 200, body: { success: true } }
}

const Inbound = z.object({ from: z.string().regex(/^\+?\d{8,15}$/), text: z.string().min(1) })

function hear(call: Call, world: World, id: string): Said {
  const parsed = Inbound.safeParse(readJson(call.body))
  if (!parsed.success) return graphError(400, 100, 'Invalid parameter: from, text')
  const from = parsed.data.from.replace(/\D/g, '')
  world.shelf('whatsapp.windows').set(`${id}.${from}`, world.now().getTime())
  tellInbound(world, id, { from, text: parsed.data.text })
  return { status: 200, body: { success: true } }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
