// lib/security/keep-reports.ts
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { offers } from '@/db/schema/offers'
import { cspReports } from '@/db/schema/security'
import type { Tools } from '@/lib/platform/context'
import type { CspReport } from './csp-report'

/** Different ones of one page; what comes beyond is counted together, so that nobody can fill a disk. */
const KINDS_MAX = 200
const REST = { directive: 'other', blocked: 'other', place: '' }
const KEPT_DAYS = 90
const DAY_MS = 86_400_000

/** Adds to the counts. What is told of pages that nobody has is forgotten at once. */
export async function keepReports(
  { db, now }: Pick<Tools, 'db' | 'now'>,
  reports: readonly CspReport[],
): Promise<number> {
  const codes = [...new Set(reports.map(({ offerCode }) => offerCode))]
  if (codes.length === 0) return 0
  const owners = await db
    .select({ code: offers.code, accountId: offers.accountId })
    .from(offers)
    .where(inArray(offers.code, codes))
  let kept = 0
  for (const { code, accountId } of owners) {
    const known = await db
      .select({
        directive: cspReports.directive,
        blocked: cspReports.blocked,
        place: cspReports.place,
      })
      .from(cspReports)
      .where(and(eq(cspReports.accountId, accountId), eq(cspReports.offerCode, code)))
      .limit(KINDS_MAX)
    const names = new Set(known.map(nameOf))
    const counted = new Map<string, { report: typeof REST; times: number }>()
    for (const each of reports.filter(({ offerCode }) => offerCode === code)) {
      const isRoom = names.size < KINDS_MAX || names.has(nameOf(each))
      const report = isRoom ? each : REST
      names.add(nameOf(report))
      const { times = 0 } = counted.get(nameOf(report)) ?? {}
      counted.set(nameOf(report), { report, times: times + 1 })
    }
    const at = now()
    const rows = [...counted.values()].map(({ report: { directive, blocked, place }, times }) => ({
      ...{ accountId, offerCode: code, directive, blocked, place, times },
      ...{ firstAt: at, lastAt: at },
    }))
    const { accountId: account, offerCode, directive, blocked, place } = cspReports
    await db
      .insert(cspReports)
      .values(rows)
      .onConflictDoUpdate({
        target: [account, offerCode, directive, blocked, place],
        set: { times: sql`${cspReports.times} + excluded.times`, lastAt: at },
      })
    kept += rows.length
  }
  return kept
}

const nameOf = ({ directive, blocked, place }: typeof REST) => `${directive} ${blocked} ${place}`

/** What nobody's browser met for a quarter. */
export async function forgetReports({ db, now }: Pick<Tools, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS)
  await db.delete(cspReports).where(lt(cspReports.lastAt, before))
}
