// components/checkout/attribution.ts

const KEPT = /^(utm_\w{1,30}|src|sck|gclid|fbclid|ttclid)$/
const NAMES_MAX = 30
const DAYS = 30
const DAY_MS = 86_400_000

export type Attribution = {
  readonly affiliateCode?: string
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
  const named = query.get('afiliado')
  const affiliateCode = named === null ? undefined : plain(named, 40)
  const fresh = affiliateCode !== undefined || Object.keys(tracking).length > 0
  if (!fresh) return readKept(code)
  const found = { ...(affiliateCode !== undefined && { affiliateCode }), tracking }
  keep(code, found)
  return found
}

function readKept(code: string): Attribution {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(code)) ?? 'null')
    return kept?.until > Date.now() ? (kept.attribution as Attribution) : NOTHING
  } catch {
    return NOTHING
  }
}

function keep(code: string, attribution: Attribution): void {
  try {
    const until = Date.now() + DAYS * DAY_MS
    localStorage.setItem(keyOf(code), JSON.stringify({ until, attribution }))
  } catch {
    return
  }
}
