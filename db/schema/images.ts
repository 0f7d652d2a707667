// db/schema/images.ts

import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'
import { accounts } from './accounts'

/** A picture somebody uploaded; its files lie in the storage, `images/<id>/<width>.<avif|webp>`. */
export const images = pgTable(
  'images',
  {
    id: id('id', 'image').primaryKey(),
    accountId: id('account_id', 'account')
      .notNull()
      .references(() => accounts.id),
    /** SHA-256 of what was uploaded, hex: the same picture twice is one. */
    hash: text('hash').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** Made of it, smallest first. */
    widths: integer('widths').array().$type<readonly number[]>().notNull(),
    /** A data URI of a few bytes, shown while the picture is on its way. */
    placeholder: text('placeholder').notNull(),
    /** When all its files lay in the storage; null before, and while they are being removed. */
    readyAt: instant('ready_at'),
    /** When an offer or a version was last seen to show it; at first, when it was uploaded. */
    usedAt: instant('used_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('images_once').on(t.accountId, t.hash),
    index('images_by_use').on(t.usedAt),
    check('images_size', sql`${t.width} > 0 and ${t.height} > 0`),
  ],
)
