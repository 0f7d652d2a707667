// lib/notifications/leave-link.ts
import type { Id } from '@/lib/kernel/ids'
import type { Ctx, Tools } from '@/lib/platform/context'

const PURPOSE = 'leave'

/** Whoever holds this letter may leave for its reader: the seal says who that is, and only we read it. */
export function leaveLinks(ctx: Ctx, address: string) {
  const sealed = ctx.keyring.sealText(JSON.stringify([PURPOSE, ctx.actor.accountId, address]))
  const token = Buffer.from(sealed, 'base64').toString('base64url')
  const base = ctx.appUrl.replace(/\/$/, '')
  return { page: `${base}/sair/${token}`, oneClick: `${base}/api/unsubscribe/${token}` }
}

export type Leaver = { readonly accountId: Id<'account'>; readonly address: string }

/** Null for what we did not seal, or for another purpose. */
export function readLeaveToken({ keyring }: Tools, token: string): Leaver | null {
  try {
    const sealed = Buffer.from(token, 'base64url').toString('base64')
    const told: unknown = JSON.parse(keyring.openText(sealed).reveal())
    if (!Array.isArray(told) || told[0] !== PURPOSE) return null
    const [, accountId, address] = told
    return { accountId: accountId as Id<'account'>, address: String(address) }
  } catch {
    return null
  }
}
