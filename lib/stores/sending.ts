// lib/stores/sending.ts

/** What the sending side proves about a store; made by it, for the checklist. */
export type Sending = {
  /** Texts that are on, each said to the last real event of its kind. */
  readonly texts: {
    readonly rendered: number
    readonly at: Date | null
    readonly broken: readonly {
      readonly code: string
      readonly step: number
      readonly missing: string
    }[]
  }
  /** Only where a channel approves texts beforehand. */
  readonly templates: {
    readonly at: Date | null
    readonly all: number
    readonly waiting: readonly string[]
    readonly refused: readonly string[]
  } | null
  /** Null where nothing is counted. */
  readonly cap: { readonly most: number; readonly left: number } | null
}
