// components/checkout/likely-email.ts

/** Where Brazilians have their mail, most of them first: what a slip is corrected to. */
const COMMON = [
  'gmail.com',
  'hotmail.com',
  'outlook.com',
  'yahoo.com.br',
  'yahoo.com',
  'icloud.com',
  'uol.com.br',
  'bol.com.br',
  'terra.com.br',
  'live.com',
  'globo.com',
]

/** Real ones that look like slips of the others. */
const GENUINE =
  /^(hotmail|outlook|live|msn)\.com\.br$|^(ymail|rocketmail|mail|email|msn|aol|me|mac|gmx|globomail)\.com$/

/** Endings that lead nowhere, and what they meant. */
const ENDINGS: readonly [slip: RegExp, meant: string][] = [
  [/\.(con|cmo|ocm|vom|xom|comm|coom|cim)$/, '.com'],
  [/\.(combr|com\.b|com\.rb|com\.brr|con\.br|cmo\.br|ocm\.br|com\.bt|com,br|com\.vr)$/, '.com.br'],
]

/** `outlook.pt` and `live.co.uk` are somebody's; `.co` and `.cm` are mostly half a `.com`. */
const COUNTRY = /^((?!c[om]$)[a-z]{2}|com?\.[a-z]{2})$/

/**
 * `helena@gmial.com` → `helena@gmail.com`. A suggestion, never an error; null when nothing is near.
 * The libraries for it know American providers, and take ours for slips of theirs.
 */
export function likelyEmail(email: string): string | null {
  const [user = '', typed = '', more] = email.trim().toLowerCase().split('@')
  const host = typed.replace(/[.,;]+$/, '').replaceAll(',', '.')
  if (user === '' || host === '' || more !== undefined) return null
  const meant = likelyHost(host)
  return meant === typed ? null : `${user}@${meant}`
}

function likelyHost(host: string): string {
  if (COMMON.includes(host) || GENUINE.test(host)) return host
  const [near] = COMMON.filter((domain) => isNear(domain, host)).sort(
    (a, b) => distance(a, host) - distance(b, host),
  )
  if (near !== undefined) return near
  for (const [slip, meant] of ENDINGS) if (slip.test(host)) return host.replace(slip, meant)
  return host
}

/** A slip of a finger or two in the name, or any ending at all behind a name that is right. */
function isNear(domain: string, host: string): boolean {
  const [name, ending] = cut(domain)
  const [typedName, typedEnding] = cut(host)
  if (name === typedName) return name === 'gmail' || !COUNTRY.test(typedEnding)
  // A short name is near too many others; its letters in another order are a slip all the same.
  const slips = distance(name, typedName)
  const turned =
    slips === 1 && name.length === typedName.length && sorted(name) === sorted(typedName)
  const allowed = name.length <= 3 ? 0 : name.length <= 5 ? 1 : 2
  if (!turned && (slips > allowed || (name.length <= 5 && name[0] !== typedName[0]))) return false
  return distance(ending, typedEnding) <= 2
}

function cut(host: string): [name: string, ending: string] {
  const dot = host.indexOf('.')
  return dot < 0 ? [host, ''] : [host.slice(0, dot), host.slice(dot + 1)]
}

const sorted = (text: string) => [...text].sort().join('')

/** Letters left out, put in, mistaken, or two that changed places. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1)))
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j] ?? 0, at(i - 2, j - 2) + 1)
    }
  }
  return at(a.length, b.length)
}
