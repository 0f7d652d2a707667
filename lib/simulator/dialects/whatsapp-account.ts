// lib/simulator/dialects/whatsapp-account.ts
import { z } from 'zod'
import { APPROVED_TEMPLATES } from '../data/whatsapp-templates'
import type { Call, Said, World } from '../dialect'
import { graphError } from './whatsapp-error'
import { tellAccount } from './whatsapp-webhook'

type Rating = { readonly quality: string; readonly tier: string }

const ratingOf = (world: World, id: string): Rating =>
  (world.shelf('whatsapp.ratings').get(id) as Rating | undefined) ?? {
    ...{ quality: 'GREEN', tier: 'TIER_2K' },
  }

export function profileOf(world: World, id: string): Said {
  const { quality, tier } = ratingOf(world, id)
  return {
    status: 200,
    body: {
      id,
      display_phone_number: `+55 11 95555-${id.slice(-4).padStart(4, '0')}`,
      verified_name: 'Loja simulada',
      quality_rating: quality,
      whatsapp_business_manager_messaging_limit: tier,
    },
  }
}

/** Its quality falls or rises, its account may write to more strangers or to fewer. */
export function rateNumber(world: World, id: string, rating: Partial<Rating>): void {
  const before = ratingOf(world, id)
  const after = { ...before, ...rating }
  world.shelf('whatsapp.ratings').set(id, after)
  if (after.tier !== before.tier) {
    const told = {
      max_daily_conversations_per_business: after.tier,
      max_phone_numbers_per_waba: 25,
    }
    tellAccount(world, id, { field: 'business_capability_update', value: told })
  }
  if (after.quality === before.quality) return
  const value = {
    display_phone_number: '5511955550000',
    event: after.quality === 'RED' ? 'FLAGGED' : 'UNFLAGGED',
    max_daily_conversations_per_business: after.tier,
  }
  tellAccount(world, id, { field: 'phone_number_quality_update', value })
}

const Body = z.object({
  type: z.literal('BODY'),
  text: z.string().min(1).max(1_024),
  example: z.object({ body_text: z.tuple([z.array(z.string())]) }).optional(),
})
const Buttons = z.object({
  type: z.literal('BUTTONS'),
  buttons: z.array(z.object({ type: z.literal('URL'), text: z.string(), url: z.string() })).max(2),
})
const Submit = z.object({
  name: z.string().regex(/^[a-z\d_]{1,512}$/, 'only lower case, digits and underscores'),
  language: z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
  parameter_format: z.enum(['POSITIONAL', 'NAMED']).default('POSITIONAL'),
  components: z.array(z.discriminatedUnion('type', [Body, Buttons])).min(1),
})

export type KnownTemplate = {
  readonly name: string
  readonly language: string
  readonly category: string
  readonly body: string
  readonly named: boolean
  readonly button: string | null
  readonly status: 'PENDING' | 'APPROVED' | 'REJECTED'
  readonly reason: string
}
const SHELF = 'whatsapp.templates'
/** Meta takes minutes to days. */
const DECIDES_MS = 3_000
const REJECTED = /reject|recusad/

export function findTemplate(world: World, name: string, language: string): KnownTemplate | null {
  const own = world.shelf(SHELF).get(`${name}.${language}`)
  if (own !== undefined) return own as KnownTemplate
  const body = APPROVED_TEMPLATES[name]
  return body === undefined || language !== 'pt_BR' ? null : approved(name, body)
}

const approved = (name: string, body: string): KnownTemplate => ({
  ...{ name, language: 'pt_BR', body, named: false, button: null },
  category: /^(cart|pix_expired|boleto_expired)/.test(name) ? 'MARKETING' : 'UTILITY',
  ...{ status: 'APPROVED', reason: 'NONE' },
})

export const parametersIn = (body: string) => [...new Set(body.match(/\{\{\s*\w+\s*\}\}/g))]

export function listTemplates({ query }: Call, world: World): Said {
  const own = [...world.shelf(SHELF).values()] as KnownTemplate[]
  const given = Object.entries(APPROVED_TEMPLATES).map(([name, body]) => approved(name, body))
  const all = [...own, ...given.filter(({ name }) => !own.some((each) => each.name === name))]
  const limit = Math.min(Number(query.get('limit') ?? 25), 20) // Small, so that there are pages.
  const from = Number(Buffer.from(query.get('after') ?? '', 'base64').toString() || 0)
  const data = all.slice(from, from + limit).map((each) => ({
    ...{ id: each.name, name: each.name, language: each.language, category: each.category },
    ...{ status: each.status, rejected_reason: each.reason },
    components: [{ type: 'BODY', text: each.body }],
  }))
  const after = Buffer.from(String(from + limit)).toString('base64')
  const more = from + limit < all.length
  const paging = {
    cursors: { before: '', after },
    ...(more && { next: `https://graph/?after=${after}` }),
  }
  return { status: 200, body: { data, paging } }
}

export function submitTemplate(call: Call, world: World, waba: string): Said {
  const parsed = Submit.safeParse(readJson(call.body))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return graphError(400, 100, `Invalid parameter: ${issue?.path.join('.')} ${issue?.message}`)
  }
  const { name, language, category, components, parameter_format } = parsed.data
  const body = components.find((each) => each.type === 'BODY')
  const wrong = body === undefined ? 'A BODY is required' : complaintAbout(body)
  if (body === undefined || wrong !== null) return graphError(400, 100, wrong ?? '')
  if (findTemplate(world, name, language) !== null) {
    return graphError(400, 100, `There is already ${language} content for template ${name}`)
  }
  const button = components.find((each) => each.type === 'BUTTONS')?.buttons[0]?.url ?? null
  const named = parameter_format === 'NAMED'
  const key = `${name}.${language}`
  const known = { name, language, category, body: body.text, named, button }
  world.shelf(SHELF).set(key, { ...known, status: 'PENDING', reason: 'NONE' })
  setTimeout(() => decide(world, waba, key), DECIDES_MS).unref()
  return { status: 200, body: { id: String(world.now().getTime()), status: 'PENDING', category } }
}

/** What Meta turns away at once. */
function complaintAbout({ text, example }: z.output<typeof Body>): string | null {
  const wanted = parametersIn(text).length
  if (/^\s*\{\{|\}\}\s*$/.test(text))
    return 'Variables cannot be at the start or end of the template'
  if (wanted === (example?.body_text[0].length ?? 0)) return null
  return `Expected ${wanted} sample values for the variables of the body`
}

function decide(world: World, waba: string, key: string) {
  const template = world.shelf(SHELF).get(key) as KnownTemplate | undefined
  if (template === undefined) return
  const rejected = REJECTED.test(template.name)
  const status = rejected ? 'REJECTED' : 'APPROVED'
  const reason = rejected ? 'INVALID_FORMAT' : 'NONE'
  world.shelf(SHELF).set(key, { ...template, status, reason })
  tellAccount(world, waba, {
    field: 'message_template_status_update',
    value: {
      event: status,
      ...{ message_template_name: template.name, message_template_language: template.language },
      ...{ message_template_id: 1, reason },
    },
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
