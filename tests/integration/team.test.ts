// tests/integration/team.test.ts
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { invitations, members } from '@/db/schema/accounts'
import { confirmInvitation, joinByInvitation } from '@/lib/accounts/accept-invitation'
import { SignUpInput } from '@/lib/accounts/auth.schema'
import { cancelInvitation } from '@/lib/accounts/cancel-invitation'
import { changeRole, removeMember } from '@/lib/accounts/change-team'
import { findInvitation } from '@/lib/accounts/find-invitation'
import { inviteMember } from '@/lib/accounts/invite-member'
import { signUp } from '@/lib/accounts/sign-up'
import { listDeeds, listInvitations, listMembers } from '@/lib/accounts/views'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import { findMemberOf } from '@/lib/platform/find-member'
import { givenAccount, givenMember } from '../support/given-account'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx, advance } = testCtx({ db })
const ADDRESS = '203.0.113.9'
const WEEK_MS = 7 * 86_400_000

let serial = 0
const newEmail = () => `ana${++serial}@exemplo.com.br`
const password = new Secret('um sino por venda')
const join = (token: string) =>
  joinByInvitation(ctx, token, { name: 'Ana Reis', password }, ADDRESS)

async function invited(owner: Ctx<'member'>, email = newEmail()) {
  const made = await inviteMember(owner, { email, role: 'support' })
  if (!made.ok) throw new Error(made.error.code)
  return { email, ...made.value }
}
const idOf = async ({ actor }: Ctx<'member'>) => {
  const [row] = await db.select().from(members).where(eq(members.userId, actor.userId))
  if (row === undefined) throw new Error('no such member')
  return row.id
}

describe('an invitation', { timeout: 60_000 }, () => {
  test('makes who opens the link a member with the role it says', async () => {
    const owner = await givenAccount(ctx)
    const { token, email } = await invited(owner)
    expect(await findInvitation(ctx, token)).toMatchObject({ company: 'Quintal Sonoro', email })

    const joined = await join(token)
    const member = joined.ok ? await findMemberOf(ctx, joined.value) : null
    expect(member?.actor).toMatchObject({ accountId: owner.actor.accountId, role: 'support' })
    expect(await listMembers(owner)).toMatchObject([{ you: true }, { email, name: 'Ana Reis' }])
  })

  test('works once', async () => {
    const { token } = await invited(await givenAccount(ctx))
    const both = await Promise.all([join(token), join(token)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await join(token)).toMatchObject({ error: { code: 'invitation_over' } })
  })

  test('is over after a week, when it is taken back, and when a second one is made', async () => {
    const owner = await givenAccount(ctx)
    const { token, email, invitationId } = await invited(owner)
    const second = await invited(owner, email)
    expect(await join(token)).toMatchObject({ error: { code: 'invitation_over' } })
    expect(await cancelInvitation(owner, invitationId)).toMatchObject({
      error: { code: 'invitation_not_found' },
    })
    expect(await cancelInvitation(owner, second.invitationId)).toMatchObject({ ok: true })
    expect(await join(second.token)).toMatchObject({ error: { code: 'invitation_over' } })

    const third = await invited(owner)
    advance(WEEK_MS + 1)
    expect(await join(third.token)).toMatchObject({ error: { code: 'invitation_over' } })
    expect(await listInvitations(owner)).toEqual([])
  })

  test('of somebody who already has a password asks for it, and adds an account', async () => {
    const email = newEmail()
    const input = { name: 'Ana Reis', company: 'Reis & Filhas', email, password: password.reveal() }
    const own = await signUp(ctx, SignUpInput.parse(input), null)
    const { token } = await invited(await givenAccount(ctx), email)

    expect(await join(token)).toMatchObject({ error: { code: 'invitation_over' } })
    const guess = { password: new Secret('not this one') }
    expect(await confirmInvitation(ctx, token, guess, ADDRESS)).toMatchObject({
      error: { code: 'wrong_password' },
    })
    const joined = await confirmInvitation(ctx, token, { password }, ADDRESS)
    const accounts = await db
      .select()
      .from(members)
      .where(eq(members.userId, own.ok ? own.value.userId : 'usr_'))
    expect(joined.ok).toBe(true)
    expect(accounts.map(({ role }) => role).sort()).toEqual(['owner', 'support'])
  })

  test('leaves only the hash of its link', async () => {
    const { token } = await invited(await givenAccount(ctx))
    expect(JSON.stringify(await db.select().from(invitations))).not.toContain(token)
  })

  test('is not needed by a member', async () => {
    const owner = await givenAccount(ctx)
    const email = `${owner.actor.userId}@exemplo.com.br`
    expect(await inviteMember(owner, { email, role: 'admin' })).toMatchObject({
      error: { code: 'already_member' },
    })
  })
})

describe('the team', () => {
  test('never loses its last owner, to a role or to a removal', async () => {
    const owner = await givenAccount(ctx)
    await givenMember(ctx, owner.actor.accountId, 'admin')
    const memberId = await idOf(owner)
    const last = { error: { code: 'last_owner' } }
    expect(await removeMember(owner, memberId)).toMatchObject(last)
    expect(await changeRole(owner, { memberId, role: 'support' })).toMatchObject(last)
    expect(await changeRole(owner, { memberId, role: 'owner' })).toMatchObject({ ok: true })
  })

  test('not even when two owners remove each other at the same moment', async () => {
    const one = await givenAccount(ctx)
    const other = await givenMember(ctx, one.actor.accountId, 'owner')
    const [oneId, otherId] = [await idOf(one), await idOf(other)]
    const both = await Promise.all([removeMember(one, otherId), removeMember(other, oneId)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(
      await db.select().from(members).where(eq(members.accountId, one.actor.accountId)),
    ).toHaveLength(1)
  })

  test('who is removed is out at the next request', async () => {
    const owner = await givenAccount(ctx)
    const { token } = await invited(owner)
    const joined = await join(token)
    if (!joined.ok) throw new Error(joined.error.code)
    const [, ana] = await listMembers(owner)
    expect(await removeMember(owner, ana?.id ?? 'mbr_')).toMatchObject({ ok: true })
    expect(await findMemberOf(ctx, joined.value)).toBeNull()
  })

  test('is changed by owners of the own account alone', async () => {
    const owner = await givenAccount(ctx)
    const admin = await givenMember(ctx, owner.actor.accountId, 'admin')
    const stranger = await givenAccount(ctx)
    const memberId = await idOf(admin)
    expect(await removeMember(admin, await idOf(owner))).toMatchObject({
      error: { code: 'not_allowed' },
    })
    expect(await removeMember(stranger, memberId)).toMatchObject({
      error: { code: 'member_not_found' },
    })
  })

  test('can read who did what', async () => {
    const owner = await givenAccount(ctx)
    const { invitationId } = await invited(owner)
    await cancelInvitation(owner, invitationId)
    expect(await listDeeds(owner, { limit: 10 })).toMatchObject([
      { action: 'invitation.canceled', subject: invitationId, by: 'Nina Prado' },
      { action: 'member.invited', subject: invitationId, details: { role: 'support' } },
    ])
    expect(await listDeeds(await givenAccount(ctx), { limit: 10 })).toEqual([])
  })
})
