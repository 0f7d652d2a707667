// lib/leads/origin-of.ts

const KEPT = /^(utm_\w{1,30}|src|sck|gclid|fbclid|ttclid)$/
const NAMES_MAX = 30

export type Origin = {
  readonly tracking: Readonly<Record<string, string>>
  readonly affiliateCode: string | null
  readonly linkCode: string | null
}

const plain = (text: string, max: number) => text.slice(0, max).replace(/[\p{Cc}\p{Cs}]/gu, '')
const named = (text: string | null) => (text === null ? null : plain(text, 40) || null)

/** Where a visitor without JavaScript came from: the page's own address, as the browser names it. */
export function originOf(address: string | null): Origin {
  if (address === null || !URL.canParse(address)) {
    return { tracking: {}, affiliateCode: null, linkCode: null }
  }
  const query = new URL(address).searchParams
  const tracking = [...query]
    .filter(([name]) => KEPT.test(name))
    .slice(0, NAMES_MAX)
    .map(([name, value]) => [name, plain(value, 200)] as const)
  return {
    tracking: Object.fromEntries(tracking),
    affiliateCode: named(query.get('afiliado')),
    linkCode: named(query.get('link')),
  }
}
