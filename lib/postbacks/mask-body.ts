// lib/postbacks/mask-body.ts

/** Never shown, whoever looks: it is the gateway's own key. */
const KEYS = /^(integration_key|signature|token|hottok|chave_unica|basic_authentication)$/i
const PERSONAL = /^(name|email|phone|doc|document|ip|street|street_number|zipcode|complement)$/i
/** Whose people are the buyer's; a product's `name` is nobody's. */
const PEOPLE = /^(customer|buyer|client|shipping|billing_address|address|commission|subscriber)$/i

type Json = unknown
type How = { readonly unmasked: boolean }

/** A body to look at: its keys always hidden, its people hidden unless somebody asked to see them. */
export const maskBody = (body: Json, how: How): Json => mask(body, how, false)

function mask(value: Json, how: How, ofPerson: boolean): Json {
  if (Array.isArray(value)) return value.map((each) => mask(each, how, ofPerson))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      if (KEYS.test(name) && typeof held === 'string') return [name, hint(held)]
      const hide = ofPerson && PERSONAL.test(name) && !how.unmasked
      if (hide && typeof held === 'string') return [name, hidden(held)]
      return [name, mask(held, how, ofPerson || PEOPLE.test(name))]
    }),
  )
}

const hint = (text: string) => `…${text.slice(-4)}`

/** The first and last letters stay, so that a person recognises what they are looking for. */
const hidden = (text: string) =>
  text.length <= 4
    ? '*'.repeat(text.length)
    : `${text.slice(0, 2)}${'*'.repeat(6)}${text.slice(-2)}`
