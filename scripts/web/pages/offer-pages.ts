// scripts/web/pages/offer-pages.ts
import { createHash } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { OfferPageView } from '@/lib/offers/page-view'
import { log } from '@/lib/platform/log'
import { measures } from '@/lib/security/page-policy'
import type { Integrities } from '@/lib/security/page-scripts'
import type { AskNext, Told } from './ask-next'
import { makePageStore } from './page-store'
import { isHtml, makeReady, type ReadyPage, writePage } from './ready-page'
import { answerSealed, SEALED } from './sealed-pages'

export type PageTools = {
  readonly now: () => Date
  /** The published offer, as it is in the database now. */
  readonly readOffer: (code: string) => Promise<OfferPageView | null>
  /** Has Next make the page anew at its next request. */
  readonly letGo: (code: string) => Promise<void>
  readonly ask: AskNext
  readonly integrities: Integrities
  /** The host of our address, which Next is asked under. */
  readonly host: string
}

const OFFER = /^\/o\/([A-Z0-9]{6})(?:\?(.*))?$/
const LANGUAGES: readonly string[] = ['pt-BR', 'en']
/** What cannot be a code: the page for all that nobody offers. */
const NOWHERE = '/o/-'
const BOUNDS = { pages: 1_000, bytes: 96 * 1024 * 1024 }
const OF_NOBODY = { pages: 4, bytes: 4 * 1024 * 1024 }
/** However little changed in the offer, the page is taken from Next this often. */
const TAKEN_ANEW_MS = 60_000

/** `seal` is of everything that the page was made from. */
type OfferPage = { readonly seal: string; readonly takenAt: number; readonly ready: ReadyPage }

/** What Next's own browser code asks: parts of a page, in a format of their own. */
const isPart = ({ headers }: IncomingMessage): boolean =>
  'rsc' in headers ||
  'next-action' in headers ||
  'next-router-prefetch' in headers ||
  headers.cookie?.includes('__prerender_bypass') === true

/**
 * Offer pages, held ready for a moment in front of Next: whoever asks gets one that is no older
 * than a second, with the policy of exactly what stands in it. All else is `next`'s.
 */
export function offerPages(tools: PageTools, next: RequestListener): RequestListener {
  const { now, ask, host, integrities } = tools
  const onFailed = (error: unknown) => log.warn('a page could not be looked after', { error })
  const store = makePageStore<OfferPage>({
    ...{ now, onFailed, bounds: BOUNDS },
    weigh: ({ ready }) => ready.bytes,
  })
  const nowhere = makePageStore<OfferPage>({
    ...{ now, onFailed, bounds: OF_NOBODY },
    weigh: ({ ready }) => ready.bytes,
  })
  /** By code, what Next was last told to make its page from. */
  const told = new Map<string, string>()

  const askFor = (path: string) =>
    ask({ path, headers: { host, accept: 'text/html', 'x-forwarded-proto': 'https' } })

  async function ready(reply: Told, offer: OfferPageView | null): Promise<ReadyPage> {
    return makeReady({ told: reply, integrities, needs: needsOf(offer) })
  }

  const lookAt = (code: string, path: string) => async (kept: OfferPage | null) => {
    const at = now().getTime()
    const offer = await tools.readOffer(code)
    if (offer === null) return null
    const seal = sealOf(offer, at)
    const isRecent = kept !== null && at - kept.takenAt < TAKEN_ANEW_MS
    if (isRecent && kept.seal === seal) return 'same' as const
    if (!isRecent || told.get(code) !== seal) await tools.letGo(code)
    told.set(code, seal)
    const reply = await askFor(path)
    if (!mayKeep(reply, 200)) throw new Error(`a page is not to keep: ${reply.status}`)
    return { seal, takenAt: at, ready: await ready(reply, offer) }
  }

  /** One page for all codes that nobody has: asking for many of them makes and evicts nothing. */
  const lookNowhere = async (kept: OfferPage | null) => {
    const at = now().getTime()
    if (kept !== null && at - kept.takenAt < TAKEN_ANEW_MS) return 'same' as const
    const reply = await askFor(NOWHERE)
    if (!mayKeep(reply, 404)) throw new Error(`a page is not to keep: ${reply.status}`)
    return { seal: '', takenAt: at, ready: await ready(reply, null) }
  }

  async function answer(request: IncomingMessage, response: ServerResponse, key: Key) {
    const { code, path } = key
    const taken = store.take(path, lookAt(code, path))
    const page = taken instanceof Promise ? await taken : taken
    if (isPart(request)) return next(request, response)
    const shown = page ?? (await nowhere.take(NOWHERE, lookNowhere))
    if (shown === null) return next(request, response)
    writePage(request, response, shown.ready)
  }

  return (request, response) => {
    const url = request.url ?? ''
    const { method } = request
    if (!url.startsWith('/o/') || (method !== 'GET' && method !== 'HEAD')) {
      return next(request, response)
    }
    const key = keyOf(url)
    const lost = (error: unknown) => {
      log.warn('a page was not ready', { error })
      if (!response.headersSent) next(request, response)
    }
    if (key !== null) return void answer(request, response, key).catch(lost)
    if (isPart(request) || !SEALED.test(url)) return next(request, response)
    const needsFor = async (code: string) => needsOf(await tools.readOffer(code))
    answerSealed({ ask, integrities, needsFor }, request, response).catch(lost)
  }
}

type Key = { readonly code: string; readonly path: string }

/** The page an address means: its code and its language. Where a visitor came from makes no other. */
function keyOf(url: string): Key | null {
  const [, code, query = ''] = OFFER.exec(url) ?? []
  if (code === undefined) return null
  if (!query.includes('lang')) return { code, path: `/o/${code}` }
  const [language, ...more] = new URLSearchParams(query).getAll('lang')
  if (more.length > 0) return null
  const isKnown = language !== undefined && LANGUAGES.includes(language)
  return { code, path: isKnown ? `/o/${code}?lang=${language}` : `/o/${code}` }
}

const needsOf = (offer: OfferPageView | null) => ({
  video: offer?.video?.source ?? null,
  measures: measures(offer?.trackers ?? null),
  framedBy: "'none'" as const,
})

const mayKeep = (reply: Told, status: number): boolean =>
  reply.status === status && isHtml(reply) && reply.headers['set-cookie'] === undefined

/** What the page shows also depends on whether its sale has begun, and whether it is over. */
function sealOf(offer: OfferPageView, at: number): string {
  const { startsAt, endsAt } = offer.window
  const isPast = (instant: string | null) => instant !== null && Date.parse(instant) <= at
  const made = [offer, isPast(startsAt), isPast(endsAt)]
  return createHash('sha256').update(JSON.stringify(made)).digest('base64url')
}
