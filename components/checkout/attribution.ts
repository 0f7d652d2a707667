// components/checkout/attribution.ts

const KEPT = /^(utm_\w{1,30}|src|sck|gclid|fbclid|ttclid)$/
const DAYS = 30
const DAY_MS = 86_400_000

export type Attribution = {
  readonly affiliateCode?: string
  readonly tracking: Readonly<Record<string, string>>
}

const NOTHING: Attribution = { tracking: {} }

const keyOf = (code: string) => `campainha.origin.${code}`

/** Where the visitor came from: the address of now, else what an earlier visit left (last click wins). */
export function readAttribution(code: string): Attribution {
  const query = new URLSearchParams(location.search)
  const tracking = Object.fromEntries(
    [...query]
      .filter(([name]) => KEPT.test(name))
      .map(([name, value]) => [name, value.slice(0, 200)]),
  )
  const affiliateCode = query.get('afiliado')?.slice(0, 40)
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
