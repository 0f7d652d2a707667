// lib/notifications/leave-by-link.ts
import type { Ctx, Tools } from '@/lib/platform/context'
import { leave } from './leave'
import { readLeaveToken } from './leave-link'

/** The reader of a mail leaves by its link. False when the link is none of ours. */
export async function leaveByLink(tools: Tools, token: string): Promise<boolean> {
  const leaver = readLeaveToken(tools, token)
  if (leaver === null) return false
  const { accountId, address } = leaver
  const ctx: Ctx<'job'> = { ...tools, actor: { kind: 'job', accountId, name: 'unsubscribe' } }
  await ctx.db.transaction((tx) => leave(ctx, tx, { address, how: 'link' }))
  return true
}
