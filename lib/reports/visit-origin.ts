// lib/reports/visit-origin.ts

/** Where a visit or a sale came from, as the rollups keep it. Empty words are "none". */
export type VisitOrigin = {
  /** `instagram`, `facebook / cpc`, `afiliado ANA10`; empty for who typed the address. */
  readonly origin: string
  readonly campaign: string
}

/** What a day has no room for is added up under this; it begins like no origin of ours can. */
export const OTHER_ORIGINS = '*'

const WORD_MAX = 60

type Came = {
  readonly tracking: Readonly<Record<string, string>>
  readonly affiliateCode?: string | null | undefined
}

/**
 * What a person would call it. An address that says so wins; then the click's own mark, the
 * affiliate, and the page that linked here. Sales and visits are named by this one function.
 */
export function originOf({ tracking, affiliateCode }: Came): VisitOrigin {
  const word = (name: string) => clean(tracking[name])
  const campaign = word('utm_campaign')
  const source = word('utm_source')
  if (source !== '') {
    const medium = word('utm_medium')
    return { origin: within(nameOf(source), medium), campaign }
  }
  const origin =
    word('src') ||
    clickOf(tracking) ||
    affiliate(affiliateCode) ||
    word('sck') ||
    referrer(tracking)
  return { origin, campaign }
}

const within = (source: string, medium: string) =>
  medium === '' || medium === source ? source : `${source} / ${medium}`

/** One word for one place, however it was typed. */
function clean(text: string | undefined): string {
  if (text === undefined || text === '') return ''
  const plain = text.replace(/[\p{Cc}\p{Cs}*]/gu, ' ').replace(/\s+/g, ' ')
  // The cut may go through a sign of two halves, and one half alone no database takes.
  return plain
    .trim()
    .toLowerCase()
    .slice(0, WORD_MAX)
    .replace(/\p{Cs}/u, '')
    .trim()
}

const affiliate = (code: string | null | undefined) => {
  const plain = clean(code ?? undefined)
  return plain === '' ? '' : `afiliado ${plain.toUpperCase()}`
}

/** Advertisements mark their clicks even where nobody wrote where they ran. */
const CLICKS = [
  ['gclid', 'google / cpc'],
  ['fbclid', 'facebook'],
  ['ttclid', 'tiktok'],
] as const

const clickOf = (tracking: Came['tracking']) =>
  CLICKS.find(([name]) => (tracking[name] ?? '') !== '')?.[1] ?? ''

/** Abbreviations that people and ad managers write. */
const SAME: Readonly<Record<string, string>> = {
  fb: 'facebook',
  'facebook.com': 'facebook',
  face: 'facebook',
  meta: 'facebook',
  ig: 'instagram',
  insta: 'instagram',
  'instagram.com': 'instagram',
  yt: 'youtube',
  'youtube.com': 'youtube',
  'google.com': 'google',
  adwords: 'google',
  wpp: 'whatsapp',
  zap: 'whatsapp',
  whats: 'whatsapp',
  'e-mail': 'email',
}
const nameOf = (source: string) => SAME[source] ?? source

/** Sites by the end of their host: apps link through hosts of their own. */
const SITES: readonly [host: RegExp, name: string][] = [
  [/(^|\.)(mail\.yahoo\.com|outlook\.(live|office)\.com|mail\.google\.com)$/, 'email'],
  [/(^|\.)instagram\.com$/, 'instagram'],
  [/(^|\.)(facebook\.com|fb\.com|fb\.me|messenger\.com)$/, 'facebook'],
  [/(^|\.)google(\.[a-z]{2,3}){1,2}$/, 'google'],
  [/(^|\.)(youtube\.com|youtu\.be)$/, 'youtube'],
  [/(^|\.)(whatsapp\.com|wa\.me)$/, 'whatsapp'],
  [/(^|\.)tiktok\.com$/, 'tiktok'],
  [/(^|\.)(twitter\.com|x\.com|t\.co)$/, 'x'],
  [/(^|\.)(linkedin\.com|lnkd\.in)$/, 'linkedin'],
  [/(^|\.)(telegram\.org|t\.me)$/, 'telegram'],
  [/(^|\.)(pinterest\.[a-z.]+|pin\.it)$/, 'pinterest'],
  [/(^|\.)bing\.com$/, 'bing'],
]
const APPS = /^(com\.instagram|com\.facebook|com\.google\.android|org\.telegram|com\.whatsapp)/
const APP_NAME: Readonly<Record<string, string>> = {
  'com.instagram': 'instagram',
  'com.facebook': 'facebook',
  'com.google.android': 'google',
  'org.telegram': 'telegram',
  'com.whatsapp': 'whatsapp',
}

/** `referrer` is the host of the page that linked here, put there by the browser's own script. */
function referrer(tracking: Came['tracking']): string {
  const host = clean(tracking.referrer)
  if (host === '') return ''
  const [app] = APPS.exec(host) ?? []
  if (app !== undefined) return APP_NAME[app] ?? app
  return SITES.find(([pattern]) => pattern.test(host))?.[1] ?? host.replace(/^www\./, '')
}
