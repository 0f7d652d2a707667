// lib/security/page-policy.ts
import type { Trackers } from '@/db/schema/offer-content'
import type { VideoSource } from '@/lib/kernel/video-of'

/** Where browsers tell what a policy refused. */
export const REPORTS_PATH = '/api/csp-reports'
const REPORTS_NAME = 'csp'

/** What a page of the buyer's side may load beside our own files. */
export type PageNeeds = {
  /** `sha256-…` of each inline script in it. */
  readonly hashes: readonly string[]
  /** `any` is for a draft, which only its producer sees. */
  readonly video: VideoSource | 'any' | null
  /** Whether measuring is set up: then one frame of ours may stand in it. */
  readonly measures: boolean
  readonly framedBy: "'none'" | "'self'"
}

const PLAYERS = {
  youtube: 'https://www.youtube-nocookie.com',
  vimeo: 'https://player.vimeo.com',
} as const

/**
 * What may happen where a card is typed: our own files, the inline scripts that were counted, and
 * nobody else's. `style-src-attr` is for the producer's hue and for sizes, which run nothing.
 */
export function pagePolicy({ hashes, video, measures, framedBy }: PageNeeds): string {
  const frames = [...(measures ? ["'self'"] : []), ...playersOf(video)]
  return [
    "default-src 'none'",
    ['script-src', "'self'", ...hashes.map((hash) => `'${hash}'`)].join(' '),
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    ["media-src 'self'", ...filesOf(video)].join(' '),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    `frame-src ${frames.length === 0 ? "'none'" : frames.join(' ')}`,
    `frame-ancestors ${framedBy}`,
    "base-uri 'none'",
    `report-uri ${REPORTS_PATH}`,
    `report-to ${REPORTS_NAME}`,
  ].join('; ')
}

/** The header that `report-to` refers to. */
export const REPORTING = `${REPORTS_NAME}="${REPORTS_PATH}"`

type Video = PageNeeds['video']

function playersOf(video: Video): readonly string[] {
  if (video === 'any') return Object.values(PLAYERS)
  return video === null || video.from === 'file' ? [] : [PLAYERS[video.from]]
}

function filesOf(video: Video): readonly string[] {
  if (video === 'any') return ['https:']
  const origin = video?.from === 'file' ? URL.parse(video.address)?.origin : undefined
  return origin === undefined ? [] : [origin]
}

export const measures = (trackers: Trackers | null): boolean =>
  trackers !== null && Object.values(trackers).some((id) => id !== null && id !== '')
