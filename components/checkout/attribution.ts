// components/checkout/attribution.ts

const KEPT = /^(utm_\w{1,30}|src|sck|gclid|fbclid|ttclid)$/
const NAMES_MAX = 30
const DAYS = 30
const DAY_MS = 86_400_000

/** Names in the address, and what they are in a payment. */
const NAMED = { afiliado: 'affiliateCode', link: 'linkCode' } as const

export type Attribution = {
  readonly affiliateCode?: string
  /** The short link that led here. */
  readonly linkCode?: string
  readonly tracking: Readonly<Record<string, string>>
}

const NOTHING: Attribution = { tracking: {} }

const keyOf = (code: string) => `campainha.origin.${code}`

/** What an advertisement put into the address never stands in the way of a sale, half a letter neither. */
const plain = (text: string, max: number) => text.slice(0, max).replace(/[\p{Cc}\p{Cs}]/gu, '')

/** Where the visitor came from: the address of now, else what an earlier visit left (last click wins). */
export function readAttribution(code: string): Attribution {
  const query = new URLSearchParams(location.search)
  const tracking = Object.fromEntries(
    [...query]
      .filter(([name]) => KEPT.test(name))
      .slice(0, NAMES_MAX)
      .map(([name, value]) => [name, plain(value, 200)]),
  )
  const named = Object.fromEntries(
    Object.entries(NAMED).flatMap(([name, field]) => {
      const value = plain(query.get(name) ?? '', 40)
      return value === '' ? [] : [[field, value]]
    }),
  )
  const found = { ...named, tracking }
  if (Object.keys({ ...named, ...tracking }).length === 0) return readKept(code)
  keep(code, found)
  return found
}

/** The coupon of the address. It is of this visit alone: tomorrow's price is said tomorrow. */
export function readCoupon(): string | null {
  const code = plain(new URLSearchParams(location.search).get('cupom') ?? '', 40).trim()
  return code === '' ? null : code
}

function readKept(code: string): Attribution {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(code)) ?? 'null')
    if (kept?.until > Date.now()) return kept.attribution as Attribution
  } catch {
    return linkedFrom()
  }
  return linkedFrom()
}

/** Nobody wrote an origin: the page that linked here is one. It is not kept. */
function linkedFrom(): Attribution {
  if (!URL.canParse(document.referrer)) return NOTHING
  const { host } = new URL(document.referrer)
  return host === location.host ? NOTHING : { tracking: { referrer: plain(host, 100) } }
}

function keep(code: string, attribution: Attribution): void {
  try {
    const until = Date.now() + DAYS * DAY_MS
    localStorage.setItem(keyOf(code), JSON.stringify({ until, attribution }))
  } catch {
    return
  }
}
