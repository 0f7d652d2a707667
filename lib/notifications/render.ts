// lib/notifications/render.ts
import Mustache from 'mustache'
import type { CloudTemplate } from '@/db/schema/rules'
import { err, ok, type Result } from '@/lib/kernel/result'
import { cleanBody, cleanSubject } from './clean'
import { ALIASES, missingIn, type Telling, VARIABLES, type Variable, valuesOf } from './variables'

export type Template = {
  readonly rule: string
  readonly text: string
  readonly fallback: string | null
  readonly template: CloudTemplate | null
  /** Of an e-mail. */
  readonly subject?: string | null
}

export type Rendered = {
  readonly body: string
  /** Null where the text has none of its own. */
  readonly subject: string | null
  readonly variables: Readonly<Record<string, string>>
  /** Of the approved template, in its order; null when the step has none. */
  readonly parameters: readonly string[] | null
  /** What completes the address of the template's button, where it has one. */
  readonly button: string | null
  /** To be long-pressed and copied: it deserves a bubble of its own where there can be two. */
  readonly code: string | null
  /** The reserve text is said, because something it cannot do without is missing. */
  readonly fallback: boolean
}

export type MissingVariable = { readonly code: 'template_error'; readonly variable: string }

/** With nothing escaped, `{{x}}`, `{{{x}}}` and `{{& x}}` are equal, and links stay links. */
const AS_IS = { escape: (value: unknown) => String(value) }

/** The text as it would leave now. Values are never read as templates themselves. */
export function render(template: Template, telling: Telling): Result<Rendered, MissingVariable> {
  const values = valuesOf(telling)
  const missing = missingIn(template.rule, values)
  const text = missing === null ? template.text : template.fallback
  if (text === null) return err({ code: 'template_error', variable: missing ?? '' })
  const view = viewOf(values, telling)
  const body = cleanBody(Mustache.render(text, view, {}, AS_IS))
  const used = usedIn(text).filter((name): name is Variable => name in values)
  const { subject = null } = template
  return ok({
    body,
    subject: subject === null ? null : cleanSubject(Mustache.render(subject, view, {}, AS_IS)),
    variables: Object.fromEntries(used.map((name) => [name, values[name]])),
    parameters: template.template?.parameters.map((name) => parameter(name, values)) ?? null,
    fallback: missing !== null,
    button: buttonOf(template.template, values),
    code:
      values['pix.code'] !== '' && body.includes(values['pix.code']) ? values['pix.code'] : null,
  })
}

/** An address whole: a template's own button begins with its host, and takes what follows. */
function buttonOf(template: CloudTemplate | null, values: Readonly<Record<string, string>>) {
  const name = template?.buttonUrlParameter
  if (name === undefined) return null
  return parameter(name, values).replace(/^https?:\/\/[^/]+\//i, '')
}

/** Said in place of what nobody told, because an approved template takes no empty parameter. */
const IN_PLACE: Readonly<Record<string, string>> = {
  'customer.first_name': 'tudo bem',
  'order.total': 'o valor combinado',
  'order.product_name': 'sua compra',
  'subscription.plan': 'sua assinatura',
  'pix.expires_in': 'poucos minutos',
  'checkout.url': 'responda esta mensagem',
  'pix.code': 'responda esta mensagem',
  'boleto.line': 'responda esta mensagem',
  'delivery.tracking_code': 'ainda não informado',
}

/** Where to read on when a code is missing: a link does the same. */
const ELSE: Readonly<Record<string, readonly Variable[]>> = {
  'pix.code': ['pix.url', 'checkout.url'],
  'boleto.line': ['boleto.url', 'checkout.url'],
  'delivery.tracking_code': ['delivery.tracking_url'],
}

const parameter = (name: string, values: Readonly<Record<string, string>>) => {
  const places = [ALIASES[name] ?? name, ...(ELSE[name] ?? [])]
  const value = places.map((place) => values[place] ?? '').find((each) => each !== '') ?? ''
  const oneLine = value.replace(/\s+/g, ' ').trim()
  return oneLine === '' ? (IN_PLACE[name] ?? '—') : oneLine
}

/** `a.b` as objects, the way templates name them, with the names from elsewhere beside ours. */
function viewOf(values: Record<Variable, string>, { order }: Telling): object {
  const view: Record<string, unknown> = {}
  for (const name of VARIABLES) put(view, name.split('.'), values[name])
  for (const [alias, name] of Object.entries(ALIASES)) put(view, alias.split('.'), values[name])
  put(view, ['order', 'products'], order.products)
  put(view, ['customer', 'last_name'], values['customer.name'].split(' ').slice(1).join(' '))
  return view
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path
  if (rest.length === 0) {
    into[head] = value
    return
  }
  const next = into[head]
  const child: Record<string, unknown> =
    typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {}
  into[head] = child
  put(child, rest, value)
}

export type TemplateIssue = {
  readonly code:
    | 'unclosed_tag'
    | 'unclosed_section'
    | 'unopened_section'
    | 'syntax'
    | 'unknown_variable'
    | 'too_long'
  /** The name it is about, or the limit. */
  readonly detail: string
}

const KNOWN = new Set<string>([
  ...VARIABLES,
  ...Object.keys(ALIASES),
  'customer.last_name',
  'order.products',
  'name',
  'quantity',
  '.',
])
const MAX_TEMPLATE = 4_096

/** What the editor says while a text is being written. */
export function issuesOf(text: string): readonly TemplateIssue[] {
  if (text.length > MAX_TEMPLATE) return [{ code: 'too_long', detail: String(MAX_TEMPLATE) }]
  const wrong = syntaxOf(text)
  if (wrong !== null) return [wrong]
  return usedIn(text)
    .filter((name) => !KNOWN.has(name))
    .map((name) => ({ code: 'unknown_variable', detail: name }))
}

/** The engine says it in its own words; a person is told which name it is about. */
function syntaxOf(text: string): TemplateIssue | null {
  try {
    Mustache.parse(text)
    return null
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const [, name = ''] = /"(.+)"/.exec(said) ?? []
    if (said.startsWith('Unclosed section')) return { code: 'unclosed_section', detail: name }
    if (said.startsWith('Unopened section')) return { code: 'unopened_section', detail: name }
    return { code: said.startsWith('Unclosed tag') ? 'unclosed_tag' : 'syntax', detail: said }
  }
}

/** The names a template reads, in any of its tags. */
export function usedIn(text: string): readonly string[] {
  const tags = [...text.matchAll(/\{\{[{&#^]?\s*([\w.]+)\s*\}?\}\}/g)]
  return [...new Set(tags.map(([, name = '']) => name))]
}

/** Whether a template may be filled with it. */
export const isVariable = (name: string) =>
  (VARIABLES as readonly string[]).includes(name) ||
  name in ALIASES ||
  name === 'customer.last_name'
