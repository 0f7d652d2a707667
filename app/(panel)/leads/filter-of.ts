// app/(panel)/leads/filter-of.ts
import type { z } from 'zod'
import type { LeadFilter } from '@/components/leads/lead-filters'
import type { PanelLeadsQuery } from '@/lib/leads/leads-query'

const NAMES = ['offer', 'kind', 'from', 'to', 'q'] as const

/** What was asked and understood, as it stood in the address. */
export const filterOf = (
  search: Readonly<Record<string, string>>,
  query: z.output<typeof PanelLeadsQuery>,
): LeadFilter =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const text = search[name]
      return text === undefined || text === '' || query[name] === undefined ? [] : [[name, text]]
    }),
  )
