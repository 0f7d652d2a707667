// lib/notifications/channels/whatsapp-templates.ts
import { z } from 'zod'
import type { HttpReply } from '@/lib/platform/http'
import type { ListedTemplate, TemplateRefusal, Templates } from '../channel-templates'
import { readJson } from './json'
import { reasonOf, templateStateOf } from './whatsapp-webhook'
import { failureIn, type Graph } from './whatsapp-wire'

const FIELDS = 'name,language,status,category,components,rejected_reason'
const PAGE = 100
/** An account has at most 6,000. */
const PAGES_MAX = 60

const Component = z.object({ type: z.string(), text: z.string().optional() })
const Template = z.object({
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string().default(''),
  components: z.array(Component).default([]),
  rejected_reason: z.string().nullish(),
})
const Page = z.object({
  data: z.array(z.unknown()),
  /** Without `next` this page is the last one. */
  paging: z
    .object({ cursors: z.object({ after: z.string() }), next: z.string().optional() })
    .optional(),
})
const Submitted = z.object({ status: z.string() })

const NO_ACCOUNT = { ok: false, code: 'waba_missing', explanation: '' } as const

/** Texts are approved for a business account, which has numbers; without its id there is no list. */
export const templatesOf = (graph: Graph, wabaId: string | null): Templates => ({
  async list({ http }) {
    if (wabaId === null) return NO_ACCOUNT
    const listed: ListedTemplate[] = []
    let after = ''
    for (let pages = 0; pages < PAGES_MAX; pages++) {
      const query = new URLSearchParams({
        fields: FIELDS,
        limit: `${PAGE}`,
        ...(after && { after }),
      })
      const reply = await graph.get(http, `${wabaId}/message_templates?${query}`)
      const page = readPage(reply)
      if ('code' in page) return page
      listed.push(...page.data.flatMap(templateOf))
      if (page.paging?.next === undefined) break
      after = page.paging.cursors.after
    }
    return { ok: true, value: listed }
  },
  async submit({ http }, { name, language, category, body, examples }) {
    if (wabaId === null) return NO_ACCOUNT
    const example = examples.length === 0 ? {} : { example: { body_text: [examples] } }
    const reply = await graph.post(http, `${wabaId}/message_templates`, {
      ...{ name, language, category },
      components: [{ type: 'BODY', text: body, ...example }],
    })
    if (reply.kind !== 'reply') return { ok: false, code: reply.cause, explanation: '' }
    const { data } = Submitted.safeParse(readJson(reply.body))
    if (data === undefined) return refusedBy(reply)
    return { ok: true, value: templateStateOf(data.status) ?? 'pending' }
  },
})

function readPage(reply: HttpReply): z.output<typeof Page> | TemplateRefusal {
  if (reply.kind !== 'reply') return { ok: false, code: reply.cause, explanation: '' }
  return Page.safeParse(readJson(reply.body)).data ?? refusedBy(reply)
}

function refusedBy(reply: Extract<HttpReply, { kind: 'reply' }>): TemplateRefusal {
  const { code, explanation } = failureIn(reply) ?? {
    code: `HTTP ${reply.status}`,
    explanation: '',
  }
  return { ok: false, code, explanation }
}

/** A state that nobody knows is no approval. */
function templateOf(told: unknown): ListedTemplate[] {
  const { data } = Template.safeParse(told)
  if (data === undefined) return []
  const body = data.components.find(({ type }) => type.toUpperCase() === 'BODY')?.text ?? ''
  return [
    {
      ...{ name: data.name, language: data.language, category: data.category, body },
      state: templateStateOf(data.status) ?? 'pending',
      reason: reasonOf(data.rejected_reason),
      parameters: new Set(body.match(/\{\{\s*\w+\s*\}\}/g)).size,
    },
  ]
}
