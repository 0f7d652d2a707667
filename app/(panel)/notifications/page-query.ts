// app/(panel)/notifications/page-query.ts
import { z } from 'zod'
import { MessagesQuery, STATE_GROUPS } from '@/lib/notifications/messages-query'
import { PanelCursor } from '@/lib/notifications/panel-list'

const { store, order } = MessagesQuery.shape

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
  cursor: PanelCursor.optional().catch(undefined),
})
export type PageQuery = z.output<typeof PageQuery>

type Words = Omit<Partial<Record<keyof PageQuery, string | undefined>>, 'cursor'> & {
  readonly cursor?: PageQuery['cursor'] | string
}

export function addressOf(path: string, { cursor, ...query }: Words) {
  const at = typeof cursor === 'object' ? cursor.text : cursor
  const words = Object.entries({ ...query, cursor: at }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  const search = new URLSearchParams(words).toString()
  return search === '' ? path : `${path}?${search}`
}
