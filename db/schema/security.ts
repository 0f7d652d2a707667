// db/schema/security.ts
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'

/** What browsers refused to run or load on payment pages, counted: nothing of a visitor is kept. */
export const cspReports = pgTable(
  'csp_reports',
  {
    accountId: id('account_id', 'account').notNull(),
    offerCode: text('offer_code').notNull(),
    directive: text('directive').notNull(),
    /** An origin, or one of `inline`, `eval`, `data`, `blob`, `other`. */
    blocked: text('blocked').notNull(),
    /** Where the refused line stood: a file of ours, an origin, or the page itself. */
    place: text('place').notNull(),
    times: integer('times').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.offerCode, t.directive, t.blocked, t.place] }),
    index('csp_reports_last').on(t.lastAt),
  ],
)

/** A file of a release that runs, or may run, where a card is typed. */
export type InventoryScript = {
  /** As the page asks for it: `/_next/static/chunks/….js`. */
  readonly path: string
  /** `sha384-…`, the same as in the page's `integrity`. */
  readonly integrity: string
  readonly bytes: number
  readonly purpose: ScriptPurpose
}

export const SCRIPT_PURPOSES = [
  'theme',
  'consent',
  'runtime',
  'old_browsers',
  'page',
  'on_demand',
] as const
export type ScriptPurpose = (typeof SCRIPT_PURPOSES)[number]

/** Kept when a release is first seen, so that files which change later differ from something. */
export const scriptInventories = pgTable('script_inventories', {
  /** Of everything the build is made of. */
  build: text('build').primaryKey(),
  release: text('release').notNull(),
  builtAt: instant('built_at').notNull(),
  scripts: jsonb('scripts').$type<readonly InventoryScript[]>().notNull(),
  keptAt: instant('kept_at').notNull(),
})

/** What a payment page had that it should not have, or lacked: a code and what it is about. */
export type PageDifference = { readonly code: string; readonly detail: string }

/** The last look at each published offer page, as a buyer gets it. */
export const pageChecks = pgTable(
  'page_checks',
  {
    accountId: id('account_id', 'account').notNull(),
    offerId: id('offer_id', 'offer').primaryKey(),
    checkedAt: instant('checked_at').notNull(),
    /** Scripts that stood in the page: inline, and from files. */
    inline: integer('inline').notNull(),
    files: integer('files').notNull(),
    build: text('build'),
    differences: jsonb('differences').$type<readonly PageDifference[]>().notNull(),
    /** Of the last look that found nothing. */
    goodAt: instant('good_at'),
  },
  (t) => [index('page_checks_of_account').on(t.accountId)],
)
