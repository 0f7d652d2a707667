// tests/integration/sign-in.test.ts
import { scryptSync } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { members, users } from '@/db/schema/accounts'
import { rateLimits } from '@/db/schema/rate-limits'
import { SignInInput, SignUpInput } from '@/lib/accounts/auth.schema'
import { changePassword } from '@/lib/accounts/change-password'
import { signIn } from '@/lib/accounts/sign-in'
import { signOutEverywhere } from '@/lib/accounts/sign-out-everywhere'
import { signUp } from '@/lib/accounts/sign-up'
import { Secret } from '@/lib/kernel/secret'
import { findMemberOf } from '@/lib/platform/find-member'
import { checkPassword } from '@/lib/platform/password'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'

const db = await testDb()
const { ctx, advance } = testCtx({ db })
const PASSWORD = 'um sino por venda'
const MINUTE_MS = 60_000
/** Each password costs what it costs, also on a busy machine. */
const SLOW = { timeout: 60_000 }

let serial = 0
const person = (over: object = {}) =>
  SignUpInput.parse({
    name: 'Nina Prado',
    company: 'Quintal Sonoro',
    email: `nina${++serial}@exemplo.com.br`,
    password: PASSWORD,
    ...over,
  })
async function given() {
  const input = person()
  const made = await signUp(ctx, input, null)
  if (!made.ok) throw new Error(made.error.code)
  return { email: input.email, ...made.value }
}
const enter = (email: string, password = PASSWORD, address = '203.0.113.7') =>
  signIn(ctx, SignInInput.parse({ email, password }), address)

describe('signing up', SLOW, () => {
  test('makes a person, a company and its owner, who can sign in', async () => {
    const { email, accountId, userId } = await given()
    const signed = await enter(email.toUpperCase())
    expect(signed).toMatchObject({ ok: true, value: { accountId, userId, name: 'Nina Prado' } })
  })

  test('keeps no password, and no two hashes of the same one are alike', async () => {
    const [one, other] = [await given(), await given()]
    const rows = await db.select().from(users)
    expect(JSON.stringify(rows)).not.toContain(PASSWORD)
    const hashOf = (id: string) => rows.find((row) => row.id === id)?.passwordHash
    expect(hashOf(one.userId)).toMatch(/^scrypt\$17\$8\$1\$/)
    expect(hashOf(one.userId)).not.toBe(hashOf(other.userId))
  })

  test('with an e-mail that is taken is refused and leaves nothing behind', async () => {
    const { email } = await given()
    const before = (await db.select().from(members)).length
    expect(await signUp(ctx, person({ email }), null)).toMatchObject({
      error: { code: 'email_taken' },
    })
    expect((await db.select().from(members)).length).toBe(before)
  })

  test('again and again from one address has to wait', async () => {
    const { email } = await given()
    const again = () => signUp(ctx, person({ email }), '198.51.100.1')
    const answers = await Promise.all(Array.from({ length: 22 }, again))
    const limited = answers.filter((answer) => !answer.ok && answer.error.code === 'too_many')
    expect(limited).toHaveLength(2)
    expect(limited[0]).toMatchObject({ error: { retryAfter: 60 } })
  })

  test.each(['short', 'aaaaaaaaaaaa', '1234567890'])(
    'does not take %j as a password',
    (password) => {
      expect(SignUpInput.safeParse({ ...person(), password }).success).toBe(false)
    },
  )
})

describe('signing in', SLOW, () => {
  test('a wrong password and an unknown e-mail get the same answer', async () => {
    const { email } = await given()
    expect(await enter(email, 'not this one')).toMatchObject({ error: { code: 'wrong_password' } })
    expect(await enter('nobody@exemplo.com.br')).toMatchObject({
      error: { code: 'wrong_password' },
    })
  })

  test('and take as long: the clock does not tell whether there is an account', async () => {
    const { email } = await given()
    const quickestOf = async (work: () => Promise<unknown>) => {
      const times: number[] = []
      for (let i = 0; i < 3; i++) {
        const start = performance.now()
        await work()
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    const known = await quickestOf(() => enter(email, 'not this one', '203.0.113.50'))
    const unknown = await quickestOf(() => enter('nobody2@exemplo.com.br', 'x', '203.0.113.50'))
    expect(unknown / known).toBeGreaterThan(0.3)
  })

  test('eight wrong guesses at once lock the e-mail, and a minute opens it for one', async () => {
    const { email } = await given()
    const guesses = Array.from({ length: 9 }, (_, i) => enter(email, 'guess', `192.0.2.${i}`))
    const codes = (await Promise.all(guesses)).map((answer) => !answer.ok && answer.error.code)
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(1)

    expect(await enter(email)).toMatchObject({ error: { code: 'too_many', retryAfter: 60 } })
    advance(MINUTE_MS)
    expect((await enter(email)).ok).toBe(true)
  })

  test('the right password empties the bucket', async () => {
    const { email } = await given()
    for (let i = 0; i < 5; i++) await enter(email, 'guess', '192.0.2.77')
    expect((await enter(email, PASSWORD, '192.0.2.77')).ok).toBe(true)
    for (let i = 0; i < 7; i++) await enter(email, 'guess', '192.0.2.77')
    expect((await enter(email, PASSWORD, '192.0.2.77')).ok).toBe(true)
  })

  test('e-mails and addresses do not lie in the buckets to be read', async () => {
    const { email } = await given()
    await enter(email, 'guess')
    const rows = await db.select().from(rateLimits)
    expect(rows.length).toBeGreaterThan(0)
    for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/)
  })

  test('a hash of older parameters is renewed', async () => {
    const { email, userId } = await given()
    const salt = Buffer.from('0123456789abcdef')
    const key = scryptSync(PASSWORD, salt, 32, { N: 2 ** 14 })
    const old = `scrypt$14$8$1$${salt.toString('base64')}$${key.toString('base64')}`
    await db.update(users).set({ passwordHash: old }).where(eq(users.id, userId))
    expect((await enter(email)).ok).toBe(true)

    const [row] = await db.select().from(users).where(eq(users.id, userId))
    expect(await checkPassword(new Secret(PASSWORD), row?.passwordHash ?? '')).toBe('right')
  })
})

describe('a session', SLOW, () => {
  test('is over everywhere after "sign out everywhere", and the next sign-in works', async () => {
    const { email, actor, ...claim } = await given()
    const member = await findMemberOf(ctx, claim)
    expect(member?.actor).toEqual(actor)

    await signOutEverywhere({ ...ctx, actor })
    expect(await findMemberOf(ctx, claim)).toBeNull()
    const signed = await enter(email)
    expect(signed.ok && (await findMemberOf(ctx, signed.value))?.actor).toEqual(actor)
  })

  test('is over when the password changes, but for the one that changed it', async () => {
    const { actor, ...claim } = await given()
    const ask = (password: string) =>
      changePassword(
        { ...ctx, actor },
        { password: new Secret(password), newPassword: new Secret('outro sino, outro som') },
      )
    expect(await ask('not this one')).toMatchObject({ error: { code: 'wrong_password' } })
    const changed = await ask(PASSWORD)
    expect(await findMemberOf(ctx, claim)).toBeNull()
    expect(changed.ok && (await findMemberOf(ctx, changed.value))).toMatchObject({ actor })
  })

  test('says nothing about an account the person is no member of', async () => {
    const [{ userId, sessionVersion }, { accountId }] = [await given(), await given()]
    expect(await findMemberOf(ctx, { userId, sessionVersion, accountId })).toBeNull()
  })
})
