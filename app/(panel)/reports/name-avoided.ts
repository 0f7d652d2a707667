// app/(panel)/reports/name-avoided.ts
import type { AvoidedRule, SavedSums } from '@/components/reports/avoided-section'
import { describeAvoided } from '@/lib/payments/describe-avoided'
import type { AvoidedRow } from '@/lib/reports/avoided-report'
import type { Locale } from '@/messages/locales'

/** Each rule in words, and what its brand publishes as the price of breaking it. */
export function nameAvoided(rows: readonly AvoidedRow[], locale: Locale): readonly AvoidedRule[] {
  return rows.map(({ rule, acquirer, brand, count }) => {
    const { why, fee } = describeAvoided({ rule, acquirer, brand })
    return {
      key: `${acquirer} ${brand} ${rule}`,
      text: why[locale],
      count,
      saved: fee === null ? null : { currency: fee.currency, cents: fee.cents * count },
    }
  })
}

export const sumSaved = (rules: readonly AvoidedRule[]): SavedSums => ({
  count: rules.reduce((sum, { saved, count }) => (saved === null ? sum : sum + count), 0),
  brl: sumIn(rules, 'BRL'),
  usd: sumIn(rules, 'USD'),
})

const sumIn = (rules: readonly AvoidedRule[], currency: 'BRL' | 'USD') =>
  rules.reduce((sum, { saved }) => (saved?.currency === currency ? sum + saved.cents : sum), 0)
