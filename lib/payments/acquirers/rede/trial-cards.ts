// lib/payments/acquirers/rede/trial-cards.ts
import type { TrialCard } from '../../trial-card'

/**
 * The numbers Rede lends are all approved by its sandbox: which amount is refused is told behind its
 * portal's login. The simulator reads the centavos, so that a refusal can be tried there.
 */
export const TRIAL_CARDS: readonly TrialCard[] = [
  { name: 'approved', number: '5448280000000007', centavos: null },
  { name: 'refused', number: '5448280000000007', centavos: 51 },
  { name: 'silence', number: '5448280000000007', centavos: 78 },
  { name: 'expired', number: '4235647728025682', centavos: 14 },
]
