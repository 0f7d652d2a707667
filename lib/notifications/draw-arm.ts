// lib/notifications/draw-arm.ts
import type { Kind } from '@/db/schema/notifications'
import type { Variant } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'

/** Heard nothing of a rule, so that its effect can be measured. */
export const CONTROL = 'control'
/** The step's own text. */
const OWN_TEXT = 'A'

/** Between 0 and 99, the same for the same words: chance that can be repeated and checked. */
function percentOf(words: string): number {
  let hash = 2_166_136_261
  for (const char of words) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507)
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909)
  return ((hash ^ (hash >>> 16)) >>> 0) % 100
}

export type Wordings = readonly Pick<Variant, 'key' | 'percent'>[]

type Trial = {
  readonly holdoutPercent: number
  /** Of the rule's steps; the first that has any decides the letter. */
  readonly wordings: readonly Wordings[]
}

/**
 * The arm of one thread for one rule. Two draws of their own: a bigger control group takes its
 * buyers from every wording alike.
 */
export function drawArm(threadId: Id<'thread'>, rule: string, trial: Trial): string {
  if (percentOf(`${threadId} ${rule} holdout`) < trial.holdoutPercent) return CONTROL
  return drawWording(threadId, rule, trial.wordings.find((each) => each.length > 0) ?? [])
}

function drawWording(threadId: Id<'thread'>, rule: string, wordings: Wordings): string {
  let point = percentOf(`${threadId} ${rule} wording`)
  for (const { key, percent } of wordings) {
    if (point < percent) return key
    point -= percent
  }
  return OWN_TEXT
}

type Drawn = { readonly threadId: Id<'thread'>; readonly rule: string; readonly arm: string }

/** Which wording of a step a thread hears: the arm it was once drawn for, whatever the shares are now. */
export function variantOf({ threadId, rule, arm }: Drawn, wordings: Wordings): string | null {
  if (wordings.length === 0) return null
  if (arm === OWN_TEXT || wordings.some(({ key }) => key === arm)) return arm
  return drawWording(threadId, rule, wordings)
}

/** Only what tries to win a sale back can be held out: what was bought is always told. */
export const isHeldOut = (kind: Kind, arm: string) => kind === 'recovery' && arm === CONTROL

type Worded = {
  readonly text: string
  readonly fallback: string | null
  readonly variants: readonly Variant[]
}

/** What a message says that was drawn for a wording. One that is gone says the step's own text. */
export function wordsOf({ text, fallback, variants }: Worded, variant: string | null) {
  const drawn = variants.find(({ key }) => key === variant)
  return drawn === undefined ? { text, fallback } : { text: drawn.text, fallback: drawn.fallback }
}
