// lib/offers/versions-view.ts
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { offerVersions } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { OfferFieldName, OfferFields } from './offer-fields'

/** One field as it was and as it became. */
export type FieldChange = {
  readonly name: OfferFieldName
  readonly before: Partial<OfferFields>
  readonly after: Partial<OfferFields>
}

export type VersionRow = {
  readonly number: number
  readonly publishedAt: string
  /** Null for a key of the API. */
  readonly by: string | null
  /** Null for the first one that was kept: nothing stands before it. */
  readonly changes: readonly FieldChange[] | null
}

const PAGE = 20

/** What was public and when, the newest first. */
export async function listVersions(
  ctx: Ctx<'member' | 'api'>,
  { offerId, before }: { readonly offerId: Id<'offer'>; readonly before?: number | undefined },
): Promise<{ rows: readonly VersionRow[]; next: number | null }> {
  const found = await ctx.db
    .select({
      number: offerVersions.number,
      fields: offerVersions.fields,
      changed: offerVersions.changed,
      publishedAt: offerVersions.publishedAt,
      by: sql<
        string | null
      >`(select ${users.name} from ${users} where ${users.id} = ${offerVersions.by})`,
    })
    .from(offerVersions)
    .where(
      and(
        eq(offerVersions.offerId, offerId),
        eq(offerVersions.accountId, ctx.actor.accountId),
        before === undefined ? undefined : lt(offerVersions.number, before),
      ),
    )
    .orderBy(desc(offerVersions.number))
    // One more than is shown, for what the last of them changed.
    .limit(PAGE + 1)
  const rows = found.slice(0, PAGE).map((version, i) => {
    const { number, publishedAt, by } = version
    const older = found[i + 1]
    const changes = older === undefined ? null : changesOf(version, older.fields)
    return { number, publishedAt: publishedAt.toISOString(), by, changes }
  })
  return { rows, next: found.length > PAGE ? (rows.at(-1)?.number ?? null) : null }
}

type Kept = Pick<typeof offerVersions.$inferSelect, 'fields' | 'changed'>

const changesOf = ({ fields, changed }: Kept, older: Kept['fields']): readonly FieldChange[] =>
  (changed as readonly OfferFieldName[]).map((name) => ({
    name,
    before: { [name]: older[name] },
    after: { [name]: fields[name] },
  }))
