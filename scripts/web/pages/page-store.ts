// scripts/web/pages/page-store.ts

/** Younger than this, a page is given at once; a little older, given and looked after. */
const FRESH_MS = 400
/** Older than this, who asks waits for a look: so a publication is visible within a second. */
const STALE_MS = 900
/** While pages cannot be looked after, an old one is better than none. */
const KEPT_FOR_MS = 10 * 60_000
/** A look that takes longer is given up, so that one that hangs keeps nobody waiting for ever. */
const LOOK_MS = 5_000
/** So soon after a look that failed, nobody waits for another. */
const FAILED_MS = 10_000

export type Bounds = { readonly pages: number; readonly bytes: number }

/** `same`: what is kept is still right. Null: nothing that may be kept. */
export type Look<Page> = (kept: Page | null) => Promise<Page | 'same' | null>

type Entry<Page> = { page: Page; lookedAt: number; failedAt?: number }

type Store<Page> = {
  /** The page, no older than a second; null when it is not one to keep. */
  readonly take: (key: string, look: Look<Page>) => Promise<Page | null> | Page
  readonly size: () => Bounds
}

type Options<Page> = {
  readonly now: () => Date
  readonly bounds: Bounds
  readonly weigh: (page: Page) => number
  readonly onFailed: (error: unknown) => void
  readonly lookMs?: number
}

/**
 * Pages for a moment. However many ask, one look a page is under way, and the age of a page counts
 * from when its look began: what was true before that is in it.
 */
export function makePageStore<Page>({
  now,
  bounds,
  weigh,
  onFailed,
  lookMs = LOOK_MS,
}: Options<Page>): Store<Page> {
  const entries = new Map<string, Entry<Page>>()
  const looks = new Map<string, Promise<Page | null>>()
  let bytes = 0

  function forget(key: string): void {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    bytes -= weigh(entry.page)
  }

  function keep(key: string, page: Page, lookedAt: number): void {
    forget(key)
    entries.set(key, { page, lookedAt })
    bytes += weigh(page)
    // The map stays in the order of use: its first entry is the one asked for longest ago.
    for (const oldest of entries.keys()) {
      if (entries.size <= bounds.pages && bytes <= bounds.bytes) return
      forget(oldest)
    }
  }

  async function lookAt(key: string, look: Look<Page>): Promise<Page | null> {
    const began = now().getTime()
    const kept = entries.get(key)?.page ?? null
    const found = await look(kept)
    // One that was given up comes back late: what was seen since is newer.
    if ((entries.get(key)?.lookedAt ?? began) > began) return found === 'same' ? kept : found
    if (found === null) forget(key)
    else if (found !== 'same') keep(key, found, began)
    else if (kept !== null) keep(key, kept, began)
    return found === 'same' ? kept : found
  }

  function refresh(key: string, look: Look<Page>): Promise<Page | null> {
    const under = looks.get(key)
    if (under !== undefined) return under
    const begun = within(lookMs, lookAt(key, look))
      .catch((error: unknown) => {
        const entry = entries.get(key)
        if (entry !== undefined) entry.failedAt = now().getTime()
        onFailed(error)
        throw error
      })
      .finally(() => looks.delete(key))
    looks.set(key, begun)
    return begun
  }

  /** For the next one who asks; that it failed was told. */
  const refreshLater = (key: string, look: Look<Page>) => void refresh(key, look).catch(() => {})

  return {
    take: (key, look) => {
      const entry = entries.get(key)
      if (entry === undefined) return refresh(key, look)
      const at = now().getTime()
      const age = at - entry.lookedAt
      const hasJustFailed = entry.failedAt !== undefined && at - entry.failedAt < FAILED_MS
      if (age > KEPT_FOR_MS) return refresh(key, look)
      if (age > STALE_MS && !hasJustFailed) return refresh(key, look).catch(() => entry.page)
      entries.delete(key)
      entries.set(key, entry)
      if (age > FRESH_MS) refreshLater(key, look)
      return entry.page
    },
    size: () => ({ pages: entries.size, bytes }),
  }
}

/** Rejects when it takes longer; what was begun goes on. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((settle, fail) => {
    const late = setTimeout(() => fail(new Error('a look took too long')), ms)
    work.then(settle, fail).finally(() => clearTimeout(late))
  })
}
