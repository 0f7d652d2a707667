// app/(panel)/findings/page-query.ts
import { z } from 'zod'
import { FINDING_LISTS, type FindingList } from '@/lib/payments/findings-view'
import { FindingId } from '@/lib/payments/resolve-finding'

/** What the address says; what it says wrongly is left out. */
export const FindingsQuery = z.object({
  list: z.enum(FINDING_LISTS).catch('open').default('open'),
  before: FindingId.optional().catch(undefined),
})

export function addressOf({ list, before }: { list: FindingList; before?: string }): string {
  const words = new URLSearchParams()
  if (list !== 'open') words.set('list', list)
  if (before !== undefined) words.set('before', before)
  const search = words.toString()
  return search === '' ? '/findings' : `/findings?${search}`
}
