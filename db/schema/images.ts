// db/schema/images.ts

import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
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
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('images_of_account').on(t.accountId, t.hash),
    check('images_size', sql`${t.width} > 0 and ${t.height} > 0`),
  ],
)
