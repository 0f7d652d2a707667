// db/schema/audit.ts
import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'

/** Who did what, when. Rows are added and never changed; a row names things by id, never by content. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id('id', 'audit').primaryKey(),
    accountId: id('account_id', 'account').notNull(),
    /** `member`, `api` or `job`, as in the context that acted. */
    actorKind: text('actor_kind').notNull(),
    /** A user, an API key, or the name of a job. */
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Readonly<Record<string, string>>>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('audit_log_of_account').on(t.accountId, t.id),
    index('audit_log_of_subject').on(t.subject, t.id),
  ],
)
