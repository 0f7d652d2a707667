// lib/payments/notice-endpoint.ts
import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { acquirerEndpoints } from '@/db/schema/acquirers'
import { err, ok, type Result } from '@/lib/kernel/result'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/context'
import { notAllowed } from '@/lib/platform/permissions'
import { noticesOf } from './acquirers/notices'
import { labelOf } from './labels'
import type { NoticeKeyInput } from './notice-key.schema'

export type NoticeError = {
  readonly code: 'not_allowed' | 'unknown_acquirer' | 'address_missing'
}

export type NoticeEndpoint = {
  readonly acquirer: string
  readonly label: string
  /** `/api/webhooks/{acquirer}/{token}`; null until somebody asked for it. */
  readonly path: string | null
  readonly hasKey: boolean
  readonly lastHeardAt: string | null
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** 160 bits: whoever knows it may only make us ask. */
const makeToken = () => Array.from(randomBytes(32), (byte) => ALPHABET.charAt(byte % 32)).join('')

export async function listNoticeEndpoints(
  ctx: Ctx<'member'>,
  acquirers: readonly string[],
): Promise<readonly NoticeEndpoint[]> {
  const rows = await ctx.db
    .select()
    .from(acquirerEndpoints)
    .where(eq(acquirerEndpoints.accountId, ctx.actor.accountId))
  return acquirers
    .filter((code) => noticesOf(code) !== null)
    .map((code) => {
      const row = rows.find(({ acquirer }) => acquirer === code)
      return {
        acquirer: code,
        label: labelOf(code) ?? code,
        path: row === undefined ? null : `/api/webhooks/${code}/${row.token}`,
        hasKey: row?.sealedKey != null,
        lastHeardAt: row?.lastHeardAt?.toISOString() ?? null,
      }
    })
}

/** The same one however often it is asked for: it stands in the acquirer's settings. */
export async function makeNoticeEndpoint(
  ctx: Ctx<'member'>,
  acquirer: string,
): Promise<Result<null, NoticeError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  if (noticesOf(acquirer) === null) return err({ code: 'unknown_acquirer' })
  const { accountId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const made = await tx
      .insert(acquirerEndpoints)
      .values({ accountId, acquirer, token: makeToken(), createdAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ token: acquirerEndpoints.token })
    if (made.length === 0) return
    const details = { acquirer }
    await recordAudit(ctx, tx, { action: 'notice_address.made', subject: accountId, details })
  })
  return ok(null)
}

/** What its notices must carry in `Authorization` from now on; nothing where none is given. */
export async function saveNoticeKey(
  ctx: Ctx<'member'>,
  { acquirer, key }: NoticeKeyInput,
): Promise<Result<null, NoticeError>> {
  if (notAllowed(ctx, 'settings')) return err({ code: 'not_allowed' })
  const { accountId } = ctx.actor
  const sealedKey = key === '' ? null : ctx.keyring.sealText(key)
  return ctx.db.transaction(async (tx) => {
    const saved = await tx
      .update(acquirerEndpoints)
      .set({ sealedKey })
      .where(
        and(eq(acquirerEndpoints.accountId, accountId), eq(acquirerEndpoints.acquirer, acquirer)),
      )
      .returning({ token: acquirerEndpoints.token })
    if (saved.length === 0) return err({ code: 'address_missing' })
    const details = { acquirer, key: key === '' ? 'none' : 'set' }
    await recordAudit(ctx, tx, { action: 'notice_key.saved', subject: accountId, details })
    return ok(null)
  })
}
