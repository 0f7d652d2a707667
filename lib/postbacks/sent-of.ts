// lib/postbacks/sent-of.ts
import type { postbacks } from '@/db/schema/postbacks'
import type { Ctx } from '@/lib/platform/context'
import type { Sent } from './platform'

type Row = Pick<typeof postbacks.$inferSelect, 'headers' | 'query' | 'body'>

/** A kept postback as it came: the bytes opened again, for whom may see them. */
export const sentOf = ({ keyring }: Pick<Ctx, 'keyring'>, row: Row): Sent => ({
  headers: new Headers(row.headers),
  query: new URLSearchParams(row.query),
  bytes: keyring.open(row.body),
})
