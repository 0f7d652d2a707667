// lib/images/keep-image.ts
import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import { images } from '@/db/schema/images'
import type { Id } from '@/lib/kernel/ids'
import { err, ok, type Result } from '@/lib/kernel/result'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { notAllowed } from '@/lib/platform/permissions'
import { type Limit, takePlace } from '@/lib/platform/rate-limit'
import { fileKey, TYPE_OF } from './image-files'
import { makeTurns } from './in-turn'
import { type ImageRefusal, type MadeImage, makeFiles } from './make-files'

/** A day's work of somebody who makes offers for a living; what nobody uses goes after a month. */
const LIMIT: Limit = { name: 'pictures of an account', burst: 300, everyMs: 5 * 60_000 }

/** So many more may wait in memory, 12 MB each. */
const WAITING_MAX = 12
const inTurn = makeTurns(WAITING_MAX)

export type KeptImage = {
  readonly id: Id<'image'>
  readonly width: number
  readonly height: number
}

export type KeepImageError =
  | ImageRefusal
  | { readonly code: 'not_allowed' }
  | { readonly code: 'images_too_many'; readonly retryAfter: number }
  | { readonly code: 'images_busy' }
  | { readonly code: 'storage_unavailable' }

const KEPT = { id: images.id, width: images.width, height: images.height }

/** A picture for the account's pages, in all its sizes. The same bytes again are the picture they were. */
export async function keepImage(
  ctx: Ctx<'member'>,
  bytes: Uint8Array,
): Promise<Result<KeptImage, KeepImageError>> {
  if (notAllowed(ctx, 'work')) return err({ code: 'not_allowed' })
  const hash = createHash('sha256').update(bytes).digest('hex')
  const [known] = await ctx.db
    .update(images)
    .set({ usedAt: ctx.now() })
    .where(
      and(
        eq(images.accountId, ctx.actor.accountId),
        eq(images.hash, hash),
        isNotNull(images.readyAt),
      ),
    )
    .returning(KEPT)
  if (known !== undefined) return ok(known)

  const retryAfter = await takePlace(ctx, LIMIT, ctx.actor.accountId)
  if (retryAfter > 0) return err({ code: 'images_too_many', retryAfter })
  const made = await inTurn(() => makeFiles(bytes))
  if (made === 'full') return err({ code: 'images_busy' })
  if (!made.ok) return made
  return store(ctx, hash, made.value)
}

/**
 * The row first, so that no file lies anywhere without a row that tells of it; ready when all of them
 * do. Who uploads the same at the same time writes the same files under the same name.
 */
async function store(
  ctx: Ctx<'member'>,
  hash: string,
  { files, width, height, widths, placeholder }: MadeImage,
): Promise<Result<KeptImage, KeepImageError>> {
  const at = ctx.now()
  const [row] = await ctx.db
    .insert(images)
    .values({
      id: ctx.newId('image'),
      accountId: ctx.actor.accountId,
      hash,
      ...{ width, height, widths, placeholder },
      ...{ usedAt: at, createdAt: at },
    })
    .onConflictDoUpdate({
      target: [images.accountId, images.hash],
      set: { width, height, widths, placeholder, usedAt: at },
    })
    .returning(KEPT)
  if (row === undefined) return err({ code: 'storage_unavailable' })
  for (const { name, format, bytes } of files) {
    const put = await ctx.storage.put(fileKey(row.id, name), bytes, TYPE_OF[format])
    if (put.ok) continue
    log.error('a picture was not stored', { imageId: row.id, cause: put.error.cause })
    return err({ code: 'storage_unavailable' })
  }
  await ctx.db.update(images).set({ readyAt: ctx.now() }).where(eq(images.id, row.id))
  return ok(row)
}
