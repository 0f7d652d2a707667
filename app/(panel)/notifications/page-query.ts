// app/(panel)/notifications/page-query.ts
import { z } from 'zod'
import { MessagesQuery, STATE_GROUPS } from '@/lib/notifications/messages-query'

const { store, order, cursor } = MessagesQuery.shape

/** What the address of a list says; what it says wrongly is left out. */
export const PageQuery = z.object({
  group: z
    .enum(Object.keys(STATE_GROUPS) as [keyof typeof STATE_GROUPS])
    .optional()
    .catch(undefined),
  q: z
    .string()
    .trim()
    .max(100)
    .transform((words) => (words === '' ? undefined : words))
    .optional()
    .catch(undefined),
  store: store.catch(undefined),
  order: order.catch(undefined),
  cursor: cursor.catch(undefined),
})
export type PageQuery = z.output<typeof PageQuery>

export function addressOf(
  path: string,
  query: Partial<Record<keyof PageQuery, string | undefined>>,
) {
  const words = Object.entries(query).filter((pair): pair is [string, string] => {
    const [, value] = pair
    return value !== undefined
  })
  const search = new URLSearchParams(words).toString()
  return search === '' ? path : `${path}?${search}`
}
