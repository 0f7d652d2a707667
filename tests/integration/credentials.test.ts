// tests/integration/credentials.test.ts
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { accounts, acquirerCredentials } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { attempts } from '@/db/schema/payments'
import { acquirerPill, listAcquirers } from '@/lib/accounts/acquirer-views'
import { chooseAcquirers } from '@/lib/accounts/choose-acquirers'
import { SaveCompanyInput } from '@/lib/accounts/company.schema'
import { examplesOf } from '@/lib/accounts/credential-fields'
import { firstSaleChecklist } from '@/lib/accounts/first-sale'
import { routeOf, routesOf } from '@/lib/accounts/route-of'
import { saveCompany } from '@/lib/accounts/save-company'
import { saveCredentials } from '@/lib/accounts/save-credentials'
import { getCompany } from '@/lib/accounts/views'
import { charge } from '@/lib/payments/charge'
import type { Ctx } from '@/lib/platform/context'
import { sendHttp } from '@/lib/platform/http'
import { givenAccount, givenMember } from '../support/given-account'
import { givenPayment } from '../support/given-payment'
import { testCtx } from '../support/test-ctx'
import { testDb } from '../support/test-db'
import { closedPort, testSimulator } from '../support/test-simulator'

const db = await testDb()
const simulator = await testSimulator()
const { ctx: plain } = testCtx({ db, http: sendHttp })
const ctx = { ...plain, simulators: { cielo: simulator.url, rede: simulator.url } }

const CIELO = {
  merchantId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  merchantKey: 'A-KEY-NOBODY-READS'.padEnd(40, '0'),
}
const REDE = { affiliation: '10004567', integrationKey: 'ANOTHER-KEY-NOBODY-READS' }
const save = (of: Ctx<'member'>, acquirer: string, values: Record<string, string>) =>
  saveCredentials(of, { acquirer, environment: 'simulator', values })

async function withBoth() {
  const owner = await givenAccount(ctx)
  await save(owner, 'cielo', CIELO)
  await save(owner, 'rede', REDE)
  return owner
}
const choiceOf = async ({ actor }: Ctx) => {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, actor.accountId))
  return [row?.defaultAcquirer, row?.backupAcquirer]
}
const rowsOf = ({ actor }: Ctx) =>
  db.select().from(acquirerCredentials).where(eq(acquirerCredentials.accountId, actor.accountId))

/** An acquirer that says the same to everybody. */
async function sayer(status: number, body: string) {
  const server = createServer((_, response) => response.writeHead(status).end(body))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterAll(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('saving the credentials of an acquirer', () => {
  test('that answers keeps them sealed, with the last four digits to recognise them', async () => {
    const owner = await givenAccount(ctx)
    expect(await save(owner, 'cielo', CIELO)).toMatchObject({ ok: true })
    const rows = await rowsOf(owner)
    expect(rows).toMatchObject([{ hint: '3301', environment: 'simulator', checkedAt: ctx.now() }])
    const everything = JSON.stringify([
      rows,
      await db.select().from(auditLog),
      await listAcquirers(owner),
    ])
    expect(everything).not.toContain(CIELO.merchantKey)
    expect(everything).not.toContain(Buffer.from(CIELO.merchantKey).toString('base64').slice(2, 14))
  })

  test.each([
    ['cielo', CIELO, ''],
    ['rede', REDE, '{"error":"invalid_client"}'],
  ])(
    'that %s refuses keeps nothing and says what the acquirer said',
    async (code, values, body) => {
      const owner = await givenAccount({ ...ctx, simulators: { [code]: await sayer(401, body) } })
      expect(await save(owner, code, values)).toEqual({
        ok: false,
        error: { code: 'credentials_refused', said: `HTTP 401 ${body}`.trim() },
      })
      expect(await rowsOf(owner)).toEqual([])
    },
  )

  test.each([
    ['cielo', CIELO],
    ['rede', REDE],
  ])(
    'that nobody could check, because %s is down or broken, keeps nothing and says so',
    async (code, values) => {
      for (const url of [await closedPort(), await sayer(503, '<html>sorry</html>')]) {
        const owner = await givenAccount({ ...ctx, simulators: { [code]: url } })
        expect(await save(owner, code, values)).toMatchObject({
          error: {
            code: 'acquirer_unreachable',
            said: expect.stringMatching(/ECONNREFUSED|HTTP 503|nothing/),
          },
        })
        expect(await rowsOf(owner)).toEqual([])
      }
    },
  )

  test('that the form does not allow names the fields, and asks nobody', async () => {
    const owner = await givenAccount({ ...ctx, simulators: { rede: await closedPort() } })
    expect(await save(owner, 'rede', { affiliation: '0010', integrationKey: '' })).toMatchObject({
      error: { code: 'wrong_form', fields: ['affiliation', 'integrationKey'] },
    })
  })

  test('on the simulator takes the examples of every acquirer, so that one click is enough', async () => {
    const owner = await givenAccount(ctx)
    for (const { code } of await listAcquirers(owner)) {
      expect(await save(owner, code, examplesOf(code))).toMatchObject({ ok: true })
    }
  })

  test('for a simulator that does not run is refused', async () => {
    const owner = await givenAccount({ ...ctx, simulators: {} })
    expect(await save(owner, 'cielo', CIELO)).toMatchObject({ error: { code: 'simulator_off' } })
  })

  test('is not for support', async () => {
    const support = await givenAccount(ctx, 'support')
    expect(await save(support, 'cielo', CIELO)).toMatchObject({ error: { code: 'not_allowed' } })
  })
})

describe('the routes of an account', () => {
  test('are the default and then the backup, in the order they were chosen', async () => {
    const owner = await withBoth()
    expect(await choiceOf(owner)).toEqual(['cielo', 'rede'])
    const codes = async () => (await routesOf(owner)).map(({ acquirer }) => acquirer)
    expect(await codes()).toEqual(['cielo', 'rede'])

    expect(await chooseAcquirers(owner, { main: 'rede', backup: 'cielo' })).toMatchObject({
      ok: true,
    })
    expect(await codes()).toEqual(['rede', 'cielo'])
    expect(await chooseAcquirers(owner, { main: 'rede', backup: null })).toMatchObject({ ok: true })
    expect(await codes()).toEqual(['rede'])
    expect(await save(owner, 'rede', REDE)).toMatchObject({ ok: true })
    expect(await choiceOf(owner)).toEqual(['rede', null])
  })

  test('do not exist before there are credentials', async () => {
    const owner = await givenAccount(ctx)
    expect(await routesOf(owner)).toEqual([])
    expect(await chooseAcquirers(owner, { main: 'cielo', backup: null })).toMatchObject({
      error: { code: 'acquirer_without_credentials' },
    })
    expect(await chooseAcquirers(owner, { main: 'cielo', backup: 'cielo' })).toMatchObject({
      error: { code: 'same_acquirer' },
    })
  })

  test('are opened once, and again only for new credentials', async () => {
    const owner = await withBoth()
    const [cielo] = await routesOf(owner)
    expect((await routesOf(owner))[0]?.authorize).toBe(cielo?.authorize)
    await save(owner, 'cielo', { ...CIELO, merchantKey: 'NEW'.padEnd(40, '0') })
    expect((await routesOf(owner))[0]?.authorize).not.toBe(cielo?.authorize)
  })

  test('of an attempt are those it was sent with, after the credentials were replaced', async () => {
    const owner = await withBoth()
    const [old] = await routesOf(owner)
    if (old === undefined) throw new Error('no route')
    const saleId = ctx.newId('sale')
    const order = { saleId, firstPosition: 0, captureMode: 'manual', captureBy: null } as const
    await charge(owner, { ...order, payment: givenPayment(), routes: [old] })
    await save(owner, 'cielo', {
      merchantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      merchantKey: 'NEW'.padEnd(40, '0'),
    })

    const [attempt] = await db.select().from(attempts).where(eq(attempts.saleId, saleId))
    if (attempt === undefined) throw new Error('no attempt')
    const route = await routeOf(owner, attempt)
    expect(route.credentialsId).toBe(old.credentialsId)
    expect((await routesOf(owner))[0]?.credentialsId).not.toBe(old.credentialsId)
    const { acquirerId, amount } = attempt
    expect(await route.void(owner, { acquirerId: acquirerId ?? '', amount })).toMatchObject({
      kind: 'done',
    })
    expect(simulator.ledger.entries).toMatchObject([
      { merchant: CIELO.merchantId, status: 'voided' },
    ])
  })

  test('of another account do not open', async () => {
    const [route] = await routesOf(await withBoth())
    if (route === undefined) throw new Error('no route')
    await expect(routeOf(await givenAccount(ctx), route)).rejects.toThrow('Invariant')
  })
})

describe('the header and the checklist', () => {
  test('say how the last attempts at each acquirer went', async () => {
    const owner = await withBoth()
    expect(await acquirerPill(owner)).toMatchObject([
      { label: 'Cielo', role: 'main', environment: 'simulator', approvalRate: null },
      { label: 'Rede', role: 'backup', approvalRate: null },
    ])
    const routes = (await routesOf(owner)).slice(0, 1)
    const sell = (card: string) =>
      charge(owner, {
        saleId: ctx.newId('sale'),
        firstPosition: 0,
        captureMode: 'automatic',
        captureBy: null,
        payment: givenPayment(card),
        routes,
      })
    for (const card of ['4024007153721930', '4024007153721930', '4024007153721930'])
      await sell(card)
    simulator.fault('cielo', 'authorize', 'return_code', { code: '51' })
    await sell('4024007153721930')
    expect(await acquirerPill(owner)).toMatchObject([
      { approvalRate: 0.75 },
      { approvalRate: null },
    ])
  })

  test('the checklist turns green from what is there, step by step', async () => {
    const owner = await givenAccount(ctx)
    const nothing = { publishedOffer: null, firstSale: null }
    const green = async (elsewhere: Parameters<typeof firstSaleChecklist>[1] = nothing) =>
      (await firstSaleChecklist(owner, elsewhere))
        .filter(({ done }) => done)
        .map(({ step }) => step)
    expect(await green()).toEqual([])
    await saveCompany(owner, COMPANY)
    expect(await green()).toEqual(['company'])
    await save(owner, 'cielo', CIELO)
    expect(await green()).toEqual(['company', 'acquirer'])
    const offer = { code: 'HF13OC', at: ctx.now() }
    const sale = { id: ctx.newId('sale'), at: ctx.now() }
    expect(await green({ publishedOffer: offer, firstSale: sale })).toHaveLength(4)
  })
})

const FORM = {
  name: 'Quintal Sonoro',
  legalName: 'Quintal Sonoro Edições Musicais Ltda',
  document: '12.abc.345/01de-35',
  phone: '(11) 98765-4321',
  supportEmail: 'oi@quintalsonoro.exemplo.com.br',
  address: {
    zip: '01310-100',
    street: 'Avenida Paulista',
    number: '1000',
    complement: '',
    district: 'Bela Vista',
    city: 'São Paulo',
    state: 'SP',
  },
}
const COMPANY = SaveCompanyInput.parse(FORM)

describe('the company', () => {
  test('may have a CNPJ with letters, and is kept clean', async () => {
    const owner = await givenAccount(ctx)
    await saveCompany(owner, COMPANY)
    expect(await getCompany(owner)).toMatchObject({
      document: '12ABC34501DE35',
      phone: '+5511987654321',
      address: { zip: '01310100', state: 'SP' },
    })
  })

  test.each([
    ['document', '12.abc.345/01de-36'],
    ['phone', '123'],
    ['supportEmail', 'nobody'],
  ])('is not saved with a wrong %s', (field, text) => {
    expect(SaveCompanyInput.safeParse({ ...FORM, [field]: text }).error?.issues).toMatchObject([
      { path: [field] },
    ])
  })

  test('is changed by who may change settings', async () => {
    const owner = await givenAccount(ctx)
    const support = await givenMember(ctx, owner.actor.accountId, 'support')
    expect(await saveCompany(support, COMPANY)).toMatchObject({ error: { code: 'not_allowed' } })
  })
})
