// lib/security/check-pages.ts
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import { type PageDifference, pageChecks } from '@/db/schema/security'
import { raiseAlert, resolveAlert } from '@/lib/alerts/raise-alert'
import type { Id } from '@/lib/kernel/ids'
import { findOfferPage } from '@/lib/offers/page-view'
import type { Ctx, Tools } from '@/lib/platform/context'
import { type Compared, comparePage } from './compare-page'
import { type Inventory, integritiesOf } from './inventory'
import { keepInventory } from './keep-inventory'
import { measures } from './page-policy'
import { integrityOf } from './page-scripts'

const TIMEOUT_MS = 15_000
/** A page may be a second old: what differs is looked at again before it is believed. */
const AGAIN_MS = 2_000
const KIND = 'page_changed'
export const CHECK_NAME = 'check-payment-pages'

/** What a check compares with: the release, and what already differs of its files. */
export type Release = {
  readonly inventory: Inventory
  readonly differences: readonly PageDifference[]
}

/**
 * The files as buyers get them, beside the list that was kept when this release first started.
 * Asked once a run: every page has the same.
 */
export async function checkRelease(tools: Tools, inventory: Inventory): Promise<Release> {
  const { scripts } = await keepInventory(tools, inventory)
  const kept = integritiesOf(scripts)
  const listed = new Set([...kept.keys(), ...inventory.scripts.map(({ path }) => path)])
  const onDisk = integritiesOf(inventory.scripts)
  const differences: PageDifference[] = []
  for (const path of listed) {
    if (onDisk.get(path) !== kept.get(path))
      differences.push({ code: 'list_differs', detail: path })
    const reply = await ask(tools, path)
    if (reply.kind !== 'reply' || reply.status !== 200) {
      differences.push({ code: 'file_missing', detail: path })
      continue
    }
    const bytes = reply.bytes ?? Buffer.from(reply.body)
    if (integrityOf(bytes) !== kept.get(path)) {
      differences.push({ code: 'file_changed', detail: path })
    }
  }
  return { inventory: { ...inventory, scripts: [...scripts] }, differences }
}

export type PageToCheck = {
  readonly id: Id<'offer'>
  readonly accountId: Id<'account'>
  readonly code: string
  readonly title: string
}

/** Published pages of everybody, or of one account, a few at a time in the order of their ids. */
export const listPages = (
  { db }: Pick<Tools, 'db'>,
  { after, accountId, limit = 50 }: Partial<{ after: string; accountId: string; limit: number }>,
): Promise<PageToCheck[]> =>
  db
    .select({
      ...{ id: offers.id, accountId: offers.accountId },
      ...{ code: offers.code, title: offers.title },
    })
    .from(offers)
    .where(
      and(
        eq(offers.state, 'published'),
        isNull(offers.archivedAt),
        after === undefined ? undefined : gt(offers.id, after as Id<'offer'>),
        accountId === undefined ? undefined : eq(offers.accountId, accountId as Id<'account'>),
      ),
    )
    .orderBy(asc(offers.id))
    .limit(limit)

/** One page as a buyer gets it. What differs is written down, and told as an alert until it is gone. */
export async function checkPage(
  ctx: Ctx,
  page: PageToCheck,
  release: Release,
): Promise<readonly PageDifference[]> {
  const first = await lookAt(ctx, page, release)
  const isFine = first.differences.length === 0
  if (!isFine) await ctx.wait(AGAIN_MS)
  const { inline, files, differences } = isFine ? first : await lookAt(ctx, page, release)
  const all = [...release.differences, ...differences]
  const isGood = all.length === 0
  const checkedAt = ctx.now()
  const { build } = release.inventory
  const seen = { checkedAt, inline, files, build, differences: all }
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(pageChecks)
      .values({
        ...{ accountId: page.accountId, offerId: page.id, ...seen },
        goodAt: isGood ? checkedAt : null,
      })
      .onConflictDoUpdate({
        target: pageChecks.offerId,
        set: { ...seen, ...(isGood && { goodAt: checkedAt }) },
      })
    const subject = { kind: KIND, key: page.id } as const
    if (isGood) return resolveAlert(ctx, tx, { ...subject, resolver: CHECK_NAME })
    // A page that cannot be reached sells nothing and steals nothing: others watch over that.
    if (all.every(({ code }) => code === 'unreachable')) return
    await raiseAlert(ctx, tx, { ...subject, detail: { offer: page.title, code: page.code } })
  })
  return all
}

async function lookAt(ctx: Ctx, { code }: PageToCheck, { inventory }: Release): Promise<Compared> {
  const reply = await ask(ctx, `/o/${code}`)
  if (reply.kind !== 'reply' || reply.status !== 200) {
    const detail = reply.kind === 'reply' ? `${reply.status}` : reply.cause
    return { inline: 0, files: 0, differences: [{ code: 'unreachable', detail }] }
  }
  const offer = await findOfferPage(ctx, code)
  return comparePage(
    { html: reply.body, headers: reply.headers ?? {} },
    {
      needs: {
        video: offer?.video?.source ?? null,
        measures: measures(offer?.trackers ?? null),
        framedBy: "'none'",
      },
      integrities: integritiesOf(inventory.scripts),
      isSecure: ctx.appUrl.startsWith('https:'),
    },
  )
}

const ask = ({ http, appUrl }: Pick<Tools, 'http' | 'appUrl'>, path: string) =>
  http({
    method: 'GET',
    url: new URL(path, appUrl).href,
    headers: { accept: '*/*', 'accept-encoding': 'identity' },
    timeoutMs: TIMEOUT_MS,
  })
