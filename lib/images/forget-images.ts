// lib/images/forget-images.ts
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { images } from '@/db/schema/images'
import { offers, offerVersions } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { fileKey, fileNames } from './image-files'

const DAY_MS = 24 * 60 * 60 * 1000
/** A draft that was thrown away may be typed again; a picture in a message to oneself may not. */
export const UNUSED_DAYS = 30
const BATCH = 200

/** Accounts with pictures that were not looked for since yesterday, in the order of their ids. */
export async function listImageOwners(
  { db, now }: Pick<Tools, 'db' | 'now'>,
  after: string,
): Promise<readonly Id<'account'>[]> {
  const rows = await db.execute<{ account_id: Id<'account'> }>(sql`
    select distinct account_id from ${images}
    where used_at < ${daysAgo(now, 1)}::timestamptz and account_id > ${after}
    order by account_id limit ${BATCH}`)
  return rows.map((row) => row.account_id)
}

/**
 * What an account's offers, drafts and kept versions show is used today, wherever in them it stands;
 * what none of them showed for a month goes, files first. Safe to run at any time.
 */
export async function forgetImages(tools: Tools, accountId: Id<'account'>): Promise<number> {
  await noteUse(tools, accountId)
  const old = and(
    eq(images.accountId, accountId),
    lt(images.usedAt, sql`${daysAgo(tools.now, UNUSED_DAYS)}::timestamptz`),
  )
  const ids = tools.db.select({ id: images.id }).from(images).where(old).limit(BATCH)
  // From here on nobody can publish it, and who uploads it again makes its files anew.
  const going = await tools.db
    .update(images)
    .set({ readyAt: null })
    .where(and(old, inArray(images.id, ids)))
    .returning({ id: images.id, widths: images.widths })
  let gone = 0
  for (const { id, widths } of going) {
    const cause = await removeFiles(tools, id, widths)
    if (cause !== null) {
      log.warn('a picture nobody uses is still stored', { imageId: id, cause })
      continue
    }
    await tools.db.delete(images).where(and(eq(images.id, id), isNull(images.readyAt)))
    gone += 1
  }
  return gone
}

const noteUse = ({ db, now }: Tools, accountId: Id<'account'>) =>
  db.execute(sql`
    update ${images} set used_at = ${now().toISOString()}::timestamptz
    where account_id = ${accountId} and id in (
      select found[1] from (
        select offer::text as told from ${offers} offer where offer.account_id = ${accountId}
        union all
        select version.fields::text from ${offerVersions} version
        where version.account_id = ${accountId}
      ) everything, regexp_matches(told, 'img_[0-9a-z]{25}', 'g') found
    )`)

async function removeFiles(
  { storage }: Pick<Tools, 'storage'>,
  id: Id<'image'>,
  widths: readonly number[],
): Promise<string | null> {
  for (const name of fileNames(widths)) {
    const removed = await storage.delete(fileKey(id, name))
    if (!removed.ok) return removed.error.cause
  }
  return null
}

const daysAgo = (now: Tools['now'], days: number) =>
  new Date(now().getTime() - days * DAY_MS).toISOString()
