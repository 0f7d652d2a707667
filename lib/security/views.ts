// lib/security/views.ts
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import {
  cspReports,
  type InventoryScript,
  type PageDifference,
  pageChecks,
  scriptInventories,
} from '@/db/schema/security'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import { isOfExtension } from './csp-report'

export type ReleaseView = {
  readonly release: string
  readonly build: string
  readonly builtAt: Date
  /** When this installation first started it. */
  readonly keptAt: Date
  readonly scripts: readonly InventoryScript[]
}

export type PageCheckView = {
  readonly id: Id<'offer'>
  readonly code: string
  readonly title: string
  /** Null while it was never looked at. */
  readonly checkedAt: Date | null
  readonly goodAt: Date | null
  readonly inline: number | null
  readonly files: number | null
  readonly differences: readonly PageDifference[] | null
}

export type ReportView = {
  readonly offerCode: string
  readonly directive: string
  readonly blocked: string
  readonly place: string
  readonly times: number
  readonly firstAt: Date
  readonly lastAt: Date
  /** A visitor's browser extension, not the page. */
  readonly isNoise: boolean
}

const PAGES_MAX = 100
const REPORTS_MAX = 100

/** What runs on the payment pages of an account, when that was last seen, and what browsers refused. */
export async function readPageSecurity(ctx: Ctx<'member'>): Promise<{
  readonly inventory: ReleaseView | null
  readonly checks: readonly PageCheckView[]
  readonly reports: readonly ReportView[]
}> {
  const { accountId } = ctx.actor
  const [inventory, checks, reports] = await Promise.all([
    findRelease(ctx),
    ctx.db
      .select({
        ...{ id: offers.id, code: offers.code, title: offers.title },
        ...{ checkedAt: pageChecks.checkedAt, goodAt: pageChecks.goodAt },
        ...{ inline: pageChecks.inline, files: pageChecks.files },
        differences: pageChecks.differences,
      })
      .from(offers)
      .leftJoin(pageChecks, eq(pageChecks.offerId, offers.id))
      .where(
        and(
          eq(offers.accountId, accountId),
          eq(offers.state, 'published'),
          isNull(offers.archivedAt),
        ),
      )
      .orderBy(asc(offers.id))
      .limit(PAGES_MAX),
    ctx.db
      .select()
      .from(cspReports)
      .where(eq(cspReports.accountId, accountId))
      .orderBy(desc(cspReports.lastAt))
      .limit(REPORTS_MAX),
  ])
  return {
    inventory,
    checks,
    reports: reports.map(({ accountId: _, ...report }) => ({
      ...report,
      isNoise: isOfExtension(report),
    })),
  }
}

/** The newest release that was started here. */
export async function findRelease({ db }: Pick<Ctx, 'db'>): Promise<ReleaseView | null> {
  const [found] = await db
    .select()
    .from(scriptInventories)
    .orderBy(desc(scriptInventories.keptAt))
    .limit(1)
  return found ?? null
}
