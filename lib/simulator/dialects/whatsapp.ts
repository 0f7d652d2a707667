// lib/simulator/dialects/whatsapp.ts
import { z } from 'zod'
import type { Call, Dialect, Forced, Said, World } from '../dialect'
import {
  findTemplate,
  listTemplates,
  parametersIn,
  profileOf,
  submitTemplate,
} from './whatsapp-account'
import { graphError } from './whatsapp-error'
import { subscribe, tellInbound, tellStatuses } from './whatsapp-webhook'

const PATH = /^\/v\d{2}\.0\/(\w+)(\/messages|\/_inbound|\/message_templates|\/subscribed_apps)?$/
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
    if (call.method === 'GET') {
      return tail === '/message_templates' ? listTemplates(call, world) : profileOf(world, id)
    }
    if (call.method !== 'POST') return graphError(400, 100, 'Unsupported request')
    switch (tail) {
      case '/messages':
        return send(call, world, { id, forced })
      case '/message_templates':
        return submitTemplate(call, world, id)
      case '/_inbound':
        return hear(call, world, id)
      default:
        return configure(call, world, id)
    }
  },
}

function refusalOfCaller({ headers, path }: Call): Said | null {
  const token = /^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1] ?? ''
  if (!/^EAA\w*$/.test(token) || token === 'EAAEXPIRED') {
    return graphError(401, 190, 'Error validating access token: Session has expired')
  }
  const id = PATH.exec(path)?.[1] ?? ''
  if (/^\d{5,20}$/.test(id)) return null
  return graphError(400, 100, `Unsupported post request. Object with ID '${id}' does not exist`)
}

const Text = z.strictObject({
  type: z.literal('text'),
  parameter_name: z.string().optional(),
  text: z.string(),
})
const Component = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('body'), parameters: z.array(Text) }),
  z.strictObject({
    type: z.literal('button'),
    sub_type: z.literal('url'),
    index: z.string().regex(/^\d$/),
    parameters: z.array(Text).length(1),
  }),
])
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
    components: z.array(Component).max(3).optional(),
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
  const body =
    message.type === 'text' ? textOf(message, world, { id, to }) : templateOf(message, world)
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

function templateOf({ template }: z.output<typeof TemplateMessage>, world: World): Said | string {
  const { name, language, components = [] } = template
  const known = findTemplate(world, name, language.code)
  if (known?.status !== 'APPROVED') {
    return graphError(404, 132001, `template name (${name}) does not exist in ${language.code}`)
  }
  const given = components.find(({ type }) => type === 'body')?.parameters ?? []
  const button = components.find(({ type }) => type === 'button')?.parameters[0]?.text
  const names = parametersIn(known.body).map((each) => each.replace(/[{}\s]/g, ''))
  if (given.length !== names.length) {
    const details = `body: number of parameters is ${given.length}, not ${names.length}`
    return graphError(400, 132000, details)
  }
  if (known.named && names.some((each) => !given.some((one) => one.parameter_name === each))) {
    return graphError(400, 132012, 'Parameter name is missing or does not match the template')
  }
  if ((button !== undefined) !== (known.button?.includes('{{1}}') ?? false)) {
    return graphError(400, 132018, 'The button parameter does not match the template')
  }
  if (given.some(({ text }) => text === '')) {
    return graphError(400, 131008, 'Parameter of type text is missing text value')
  }
  if (given.some(({ text }) => /[\n\t]| {5,}/.test(text))) {
    return graphError(400, 132012, 'Param text cannot have new-line/tab/more than 4 spaces')
  }
  const told = (each: string) =>
    given.find(({ parameter_name: named }) => named === each)?.text ??
    given[Number(each) - 1]?.text ??
    ''
  return known.body.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, each: string) => told(each))
}

const Address = z.object({ override_callback_uri: z.url(), verify_token: z.string().min(1) })
/** A number is told in one way, and an account in another. */
const Configuration = z.union([
  z.object({ webhook_configuration: Address }).transform((told) => told.webhook_configuration),
  Address,
])

/** The address is asked before it is believed, as Meta does. */
function configure(call: Call, world: World, id: string): Said {
  const parsed = Configuration.safeParse(readJson(call.body))
  if (!parsed.success) return graphError(400, 100, 'Invalid parameter: webhook_configuration')
  const { override_callback_uri: url, verify_token: token } = parsed.data
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
