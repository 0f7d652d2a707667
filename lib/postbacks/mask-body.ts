// lib/postbacks/mask-body.ts
import { isTaxId } from '@/lib/kernel/tax-id'

/** Never shown, whoever looks: they are keys of gateways. */
const KEYS =
  /^(integration_key|signature|token|hottok|chave_unica|basic_authentication|api_?key|.*secret|access_token|webhook_token|authorization|password|senha|x-[\w-]*(hmac|signature|token|hottok)[\w-]*)$/i

/** What an older postback of Eduzz calls its key, and others call the place a buyer came from. */
const MAYBE_KEY = /^origin$/i
const LIKE_A_KEY = /^[0-9a-f]{16,}$/i

/** Somebody's wherever they stand. */
const PERSONAL =
  /(e-?mail|^mail$|whats|phone|fone|celular|^(ddd)?cell$|mobile|cpf|cnpj|taxnumber|tax_id|documm?ent|identification_number|birth|nascimento|zip_?code|^zip$|^cep$|endereco|^address(_line\w*)?$|^street(_?(name|number))?$|^logradouro$|complement)|^(doc|ip|.*_(cel|ip|doc)|remote_?addr(ess)?)$/i

/** Of a buyer, and of nobody when it is a product's. */
const PERSONAL_OF_PEOPLE =
  /^(.*name|.*nome|sobrenome|number|numero|ddd|.*_(comp|address|zip_code|number|district|name)|district|bairro|neighbou?rhood|extension|city|cidade)$/i
const PEOPLE =
  /^(customer|cliente?|buyer|comprador|billing_?address|shipping_?address|address|endereco|commissions?|comissoes|commissioned_stores|subscriber|assinante|student|aluno|producer|produtor|affiliates?|afiliad\w*|lead|contact|user|usuario)$/i
/** Flat bodies name their people in the name of the field: `client_name`, `cus_cel`. */
const FLAT = /^(client|customer|cus|buyer|comprador|affiliate|producer|full|first|last)_/i
/** Whatever has an address of mail is a person, and only then is its bare name one. */
const MAIL = /^e-?mail$/i
const BARE_NAME = /^(name|nome)$/i
/** A campaign, a plan or a thing that happens to stand beside a person. */
const THINGS =
  /^(product|produto|item|items|plan|plano|offer|oferta|most_recent_campaign|origin|checkout_country|.*_enum_key|document_type|documentType|number_?of.*|subscription_plan)$/i

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** What is nested deeper than this is nobody's order. */
export const MAX_DEPTH = 32

type Json = unknown
export type How = {
  readonly unmasked: boolean
  /** The store's own keys, hidden by their value wherever they stand. */
  readonly secrets?: readonly string[]
}

/** A body to look at: its keys always hidden, its people hidden unless somebody asked to see them. */
export const maskBody = (body: Json, how: How): Json => mask(body, how, { person: false, depth: 0 })

type Place = { readonly person: boolean; readonly depth: number }

function mask(value: Json, how: How, place: Place): Json {
  if (typeof value === 'string') return byValue(value, how)
  if (typeof value !== 'object' || value === null) return value
  if (place.depth >= MAX_DEPTH) return '…'
  const inside = { ...place, depth: place.depth + 1 }
  if (Array.isArray(value)) return value.map((each) => mask(each, how, inside))
  const mailed = Object.keys(value).some((name) => MAIL.test(name))
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      if (typeof held === 'object') return [name, mask(held, how, within(name, inside))]
      if (typeof held === 'string' && isKey(name, held)) return [name, hint(held)]
      const text = typeof held === 'string' || typeof held === 'number' ? String(held) : null
      const personal = isPersonal(name, place) || (mailed && BARE_NAME.test(name))
      const shown = text === null || how.unmasked || !personal
      return [name, shown ? mask(held, how, inside) : hidden(text)]
    }),
  )
}

const isKey = (name: string, held: string) =>
  KEYS.test(name) || (MAYBE_KEY.test(name) && LIKE_A_KEY.test(held))

const within = (name: string, place: Place): Place => ({
  ...place,
  person: !THINGS.test(name) && (place.person || PEOPLE.test(name)),
})

const isPersonal = (name: string, { person }: Place) =>
  !THINGS.test(name) &&
  (PERSONAL.test(name) || ((person || FLAT.test(name)) && PERSONAL_OF_PEOPLE.test(name)))

/** What gives itself away by its form, whatever it was called. */
function byValue(text: string, { unmasked, secrets = [] }: How): string {
  if (secrets.includes(text)) return hint(text)
  if (unmasked || text.length > 200) return text
  const digits = text.replace(/[.\-/\s]/g, '')
  const isPerson = EMAIL.test(text) || (/^\d{11}$|^\d{14}$/.test(digits) && isTaxId(digits))
  return isPerson ? hidden(text) : text
}

/** A text that is no JSON: whatever looks like a person in it. */
export function maskText(text: string, { unmasked, secrets = [] }: How): string {
  const safe = secrets.reduce((left, secret) => left.replaceAll(secret, hint(secret)), text)
  return unmasked
    ? safe
    : safe
        .replace(/[^\s@"'<>&=:,]+(@|%40)[^\s@"'<>&,]+/g, (found) => hidden(found))
        .replace(/\+?\d[\d .()-]{8,}\d/g, (found) => hidden(found))
}

/** One value of a canonical record: its ends stay, so that a person recognises it. */
export const maskValue = (text: string): string => hidden(text)

const hint = (text: string) => `…${text.slice(-4)}`

/** The first and last letters stay, so that a person recognises what they are looking for. */
const hidden = (text: string) =>
  text.length <= 4
    ? '*'.repeat(text.length)
    : `${text.slice(0, 2)}${'*'.repeat(6)}${text.slice(-2)}`
