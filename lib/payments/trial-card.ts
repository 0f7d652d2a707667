// lib/payments/trial-card.ts

export const TRIAL_NAMES = ['approved', 'refused', 'silence', 'blocked', 'expired'] as const
export type TrialName = (typeof TRIAL_NAMES)[number]

/** A card nobody owns, by what comes of it. */
export type TrialCard = {
  readonly name: TrialName
  readonly number: string
  /** Where the number says nothing, the centavos of the amount do, in the simulator alone. */
  readonly centavos: number | null
}
