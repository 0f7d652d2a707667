// lib/postbacks/receive-postback.ts
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx, Tools } from '@/lib/platform/context'
import { makeLimiter } from '@/lib/platform/rate-limit'
import { findStoreByToken, type OpenStore, rememberedStore } from '@/lib/stores/find-store'
import { glance } from './glance'
import { type Kept, keepPostback } from './keep-postback'
import { keepRefused } from './keep-refused'
import type { Sent } from './platform'
import { trusts } from './trusts'

export type Received = {
  readonly token: string
  readonly remoteAddress: string | null
  /** Reads the body; called once the address and its limits have let it in. */
  readonly read: () => Promise<Sent | 'too_large' | 'too_slow' | 'cut_off'>
}

export type ReceiveError =
  | { readonly code: 'store_token_unknown' }
  | { readonly code: 'body_too_large' | 'body_too_slow' | 'body_cut_off' }
  | { readonly code: 'wrong_key' }
  | { readonly code: 'unreadable_body' }
  | { readonly code: 'too_many_requests'; readonly retryAfterSeconds: number }

/** A launch of a large store is some hundreds a second; ten times that is a mistake or an attack. */
const ofStore = makeLimiter({ burst: 20_000, everyMs: 0.5 })
/** Who guesses tokens or keys from one address is slowed down long before it matters. */
const ofStranger = makeLimiter({ burst: 120, everyMs: 500 })

/** A database that says nothing is one that says no: the gateway has its answer in time. */
const PATIENCE_MS = 10_000

/** Keep first, understand later: an ok means that the bytes are ours, and nothing more. */
export async function receivePostback(
  tools: Tools,
  received: Received,
): Promise<Result<Kept, ReceiveError>> {
  const now = tools.now()
  const store = rememberedStore(tools, received.token) ?? (await find(tools, received.token))
  if (store === null) return slowDown(received, now, { code: 'store_token_unknown' })
  const tooSoon = ofStore.take(store.id, now)
  if (tooSoon > 0) return err({ code: 'too_many_requests', retryAfterSeconds: tooSoon })

  const sent = await received.read()
  if (typeof sent === 'string') return err({ code: `body_${sent}` })
  const { remoteAddress } = received
  const seen = glance(store, sent)
  const judge = trusts(store, sent, seen) ? store : await lookAgain(tools, received.token, store)
  const ctx = contextOf(tools, judge)
  if (!trusts(judge, sent, seen)) {
    const slowed = slowDown(received, now, { code: 'wrong_key' })
    if (slowed.error.code === 'wrong_key') {
      await keepRefused(ctx, { store: judge, sent, remoteAddress })
    }
    return slowed
  }
  const kept = await keepPostback(ctx, { store: judge, sent, remoteAddress, seen })
  return kept.shape === 'unreadable' ? err({ code: 'unreadable_body' }) : ok(kept)
}

const contextOf = (tools: Tools, { accountId }: OpenStore): Ctx<'buyer'> => ({
  ...tools,
  actor: { kind: 'buyer', accountId },
})

async function find(tools: Tools, token: string): Promise<OpenStore | null> {
  const found = await tools.within(findStoreByToken(tools, token), PATIENCE_MS)
  if (found === 'late') throw new Error(`PostgreSQL did not answer in ${PATIENCE_MS} ms`)
  return found
}

/** Nobody is refused for a key that was changed a second ago: the memory of a store is not asked. */
const lookAgain = async (tools: Tools, token: string, store: OpenStore) =>
  (await find(tools, token)) ?? store

function slowDown<E extends ReceiveError>({ remoteAddress }: Received, now: Date, error: E) {
  const retryAfterSeconds = ofStranger.take(remoteAddress ?? 'unknown', now)
  return retryAfterSeconds > 0
    ? err({ code: 'too_many_requests', retryAfterSeconds } as const)
    : err(error)
}
