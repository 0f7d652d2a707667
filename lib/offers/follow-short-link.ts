// lib/offers/follow-short-link.ts
import { eq, sql } from 'drizzle-orm'
import { isbot } from 'isbot'
import { prepared } from '@/db/prepared'
import { offers, shortLinks } from '@/db/schema/offers'
import type { Id } from '@/lib/kernel/ids'
import type { Tools } from '@/lib/platform/context'
import { LINK_CODE, targetOf } from './short-link'

const byCode = prepared((db) =>
  db
    .select({
      id: shortLinks.id,
      accountId: shortLinks.accountId,
      code: shortLinks.code,
      offerCode: offers.code,
      affiliateCode: shortLinks.affiliateCode,
      tracking: shortLinks.tracking,
      archivedAt: shortLinks.archivedAt,
    })
    .from(shortLinks)
    .innerJoin(offers, eq(offers.id, shortLinks.offerId))
    .where(eq(shortLinks.code, sql.placeholder('code')))
    .prepare('short_link'),
)

export type Followed = {
  readonly target: string
  /** Null for what counts no clicks. */
  readonly link: { readonly id: Id<'shortLink'>; readonly accountId: Id<'account'> } | null
}

/** Where `/s/{code}` leads. Null for a code nobody made; an archived one leads to the bare page. */
export async function followShortLink(
  tools: Pick<Tools, 'db'>,
  code: string,
  added: URLSearchParams,
): Promise<Followed | null> {
  const asked = code.toUpperCase()
  if (!LINK_CODE.test(asked)) return null
  const [link] = await byCode(tools).execute({ code: asked })
  if (link === undefined) return null
  const { id, accountId, archivedAt } = link
  if (archivedAt !== null) {
    const rest = added.size === 0 ? '' : `?${added}`
    return { target: `/o/${link.offerCode}${rest}`, link: null }
  }
  return { target: targetOf(link, added), link: { id, accountId } }
}

/** A person's click: no look ahead, no robot, and none of the previews that messengers make. */
export function isClick({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  const agent = headers.get('user-agent') ?? ''
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose') ?? ''
  return method === 'GET' && agent !== '' && !isbot(agent) && !purpose.includes('prefetch')
}
