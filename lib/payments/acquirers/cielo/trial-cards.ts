// lib/payments/acquirers/cielo/trial-cards.ts
import type { TrialCard } from '../../trial-card'

/** Of the sandbox alone: the last digit decides, any holder, any date to come, any code. */
export const TRIAL_CARDS: readonly TrialCard[] = [
  { name: 'approved', number: '4024007153721930', centavos: null },
  { name: 'refused', number: '4024007150475142', centavos: null },
  { name: 'silence', number: '4024007150633526', centavos: null },
  { name: 'blocked', number: '4024007150237575', centavos: null },
  { name: 'expired', number: '4024007150158383', centavos: null },
]
