// lib/accounts/views.ts
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { accounts, apiKeys, invitations, members, users } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import type { Id } from '@/lib/kernel/ids'
import { invariant } from '@/lib/kernel/invariant'
import type { Ctx } from '@/lib/platform/context'
import { connectorOf } from './connectors'

/** Who is looking, and at which of their accounts: the account menu. */
export async function getViewer(ctx: Ctx<'member'>) {
  const rows = await ctx.db
    .select({
      accountId: accounts.id,
      account: accounts.name,
      role: members.role,
      name: users.name,
      email: users.email,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.userId, ctx.actor.userId))
    .orderBy(members.id)
  const current = rows.find(({ accountId }) => accountId === ctx.actor.accountId)
  invariant(current !== undefined, 'a member is a member of the account of the context')
  const own = rows.map(({ accountId, account }) => ({ id: accountId, name: account }))
  return { ...current, accounts: own }
}
export type Viewer = Awaited<ReturnType<typeof getViewer>>

/** Null fields until the first access is filled in. */
export async function getCompany(ctx: Ctx) {
  const { name, legalName, document, phone, supportEmail, address } = accounts
  const [company] = await ctx.db
    .select({ name, legalName, document, phone, supportEmail, address })
    .from(accounts)
    .where(eq(accounts.id, ctx.actor.accountId))
  invariant(company !== undefined, 'the account of a context exists')
  return company
}
export type Company = Awaited<ReturnType<typeof getCompany>>

/** Those in use first, then the revoked ones; never a hash. */
export async function listApiKeys(ctx: Ctx<'member'>) {
  const { id, name, mode, hint, createdAt, lastUsedAt, revokedAt } = apiKeys
  return ctx.db
    .select({ id, name, mode, hint, createdAt, lastUsedAt, revokedAt })
    .from(apiKeys)
    .where(eq(apiKeys.accountId, ctx.actor.accountId))
    .orderBy(desc(isNull(revokedAt)), desc(id))
    .limit(100)
}
export type ApiKeyRow = Awaited<ReturnType<typeof listApiKeys>>[number]

export async function listMembers(ctx: Ctx<'member'>) {
  const rows = await ctx.db
    .select({
      id: members.id,
      userId: members.userId,
      role: members.role,
      name: users.name,
      email: users.email,
      since: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.accountId, ctx.actor.accountId))
    .orderBy(members.id)
    .limit(200)
  return rows.map((row) => ({ ...row, you: row.userId === ctx.actor.userId }))
}
export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number]

export async function listInvitations(ctx: Ctx<'member'>) {
  const { id, email, role, expiresAt } = invitations
  return ctx.db
    .select({ id, email, role, expiresAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.accountId, ctx.actor.accountId),
        isNull(invitations.closedAt),
        gt(expiresAt, ctx.now()),
      ),
    )
    .orderBy(desc(id))
    .limit(100)
}
export type InvitationRow = Awaited<ReturnType<typeof listInvitations>>[number]

/** What the team did, newest first, with the name of the person or the API key that did it. */
export async function listDeeds(
  ctx: Ctx<'member'>,
  page: { readonly limit: number; readonly before?: Id<'audit'> },
) {
  const { id, action, subject, details, createdAt, actorKind } = auditLog
  const by = sql<string | null>`coalesce(${users.name}, ${apiKeys.name})`
  const rows = await ctx.db
    .select({ id, action, subject, details, createdAt, actorKind, by })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .leftJoin(apiKeys, eq(apiKeys.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.accountId, ctx.actor.accountId),
        page.before === undefined ? undefined : lt(id, page.before),
      ),
    )
    .orderBy(desc(id))
    .limit(Math.min(page.limit, 100))
  return rows.map((row) => ({
    ...row,
    about: connectorOf(row.details.acquirer ?? row.details.main ?? '')?.label ?? null,
  }))
}
export type Deed = Awaited<ReturnType<typeof listDeeds>>[number]
