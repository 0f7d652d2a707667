// components/offers/draft-saver.ts
import type { OfferFieldError, OfferFieldName } from '@/lib/offers/offer-fields'
import type { LastSaved } from '@/lib/offers/why-not-written'

export type Values = Readonly<Record<string, unknown>>

export type SaveAnswer =
  | {
      readonly kind: 'saved'
      readonly editedAt: string
      /** Not kept: what was typed cannot be. */
      readonly errors: readonly OfferFieldError[]
      /** Kept, and wrong beside another field. */
      readonly clashes: readonly OfferFieldError[]
      /** What publishing would refuse besides. */
      readonly missing: readonly OfferFieldError[]
      readonly changed: readonly OfferFieldName[]
    }
  | { readonly kind: 'edited_meanwhile'; readonly by: LastSaved }
  | { readonly kind: 'refused'; readonly message: string }

export type Save = (sent: { fields: Values; readAt?: string }) => Promise<SaveAnswer>

export type SaverEvent =
  | { readonly kind: 'saving' }
  | Extract<SaveAnswer, { kind: 'saved' }>
  | Exclude<SaveAnswer, { kind: 'saved' }>
  /** The line is gone: what was typed is kept here, and sent again. */
  | { readonly kind: 'offline' }

type Options = {
  readonly save: Save
  readonly values: Values
  readonly editedAt: string
  readonly tell: (event: SaverEvent) => void
  readonly pauseMs?: number
  readonly retryMs?: number
}

const PAUSE_MS = 600
const RETRY_MS = 4_000

const differing = (one: Values, other: Values) =>
  Object.keys(one).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))

/**
 * Saves what is typed after a short pause: one save at a time, only the fields that changed, never
 * an older one over a newer. After somebody else saved, it holds still until it is told what to do.
 */
export function createDraftSaver({ save, tell, ...options }: Options) {
  const { pauseMs = PAUSE_MS, retryMs = RETRY_MS } = options
  let typed = options.values
  let kept = options.values
  let editedAt = options.editedAt
  let held = false
  let wrong: readonly OfferFieldError[] = []
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  const send = async (readAt: string | undefined) => {
    const sent = typed
    const names = differing(sent, kept)
    // Typed back to what was kept, it is wrong no more: the server says what still is.
    if (names.length === 0 && wrong.length === 0) return
    tell({ kind: 'saving' })
    const fields = Object.fromEntries(names.map((name) => [name, sent[name]]))
    const answer = await save({ fields, ...(readAt !== undefined && { readAt }) }).catch(() => null)
    if (answer === null) {
      tell({ kind: 'offline' })
      later(retryMs)
      return
    }
    if (answer.kind === 'saved') {
      editedAt = answer.editedAt
      wrong = answer.errors
      const at = new Set<string>(wrong.map(({ path }) => path))
      const taken = names.filter((name) => !at.has(name)).map((name) => [name, sent[name]])
      kept = { ...kept, ...Object.fromEntries(taken) }
    } else {
      held = true
    }
    tell(answer)
  }

  const inTurn = async (readAt: () => string | undefined) => {
    while (running !== null) await running
    running = send(readAt()).finally(() => {
      running = null
    })
    await running
  }

  /** Resolves when everything typed so far was answered for. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (!held) await inTurn(() => editedAt)
  }

  return {
    typed(values: Values) {
      typed = values
      const isOpen = wrong.length > 0 || differing(typed, kept).length > 0
      if (!held && isOpen) later(pauseMs)
    },
    flush,
    /** Mine over theirs, field by field: what I did not touch stays theirs. */
    async insist() {
      held = false
      await inTurn(() => undefined)
    },
    /** Goes on from what the server has now. */
    adopt(values: Values, at: string) {
      clearTimeout(timer)
      typed = values
      kept = values
      editedAt = at
      held = false
      wrong = []
    },
    hold() {
      held = true
    },
    /** What the last save could not take. */
    wrong: () => wrong,
    unsaved: () => differing(typed, kept) as OfferFieldName[],
    editedAt: () => editedAt,
    isHeld: () => held,
  }
}
