// scripts/seed/company.ts
import { chooseAcquirers } from '@/lib/accounts/choose-acquirers'
import { SaveCompanyInput } from '@/lib/accounts/company.schema'
import { createApiKey } from '@/lib/accounts/create-api-key'
import { saveCompany } from '@/lib/accounts/save-company'
import { saveCredentials } from '@/lib/accounts/save-credentials'
import { signUp } from '@/lib/accounts/sign-up'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx, Tools } from '@/lib/platform/context'
import { must } from './must'

const PASSWORD = 'quintal-sonoro-demo'
const EMAILS = ['demo', 'demo-2', 'demo-3', 'demo-4'].map((name) => `${name}@campainha.example.com`)

/** The account of the demo: a company, both acquirers on the simulator, a key for its systems. */
export async function openCompany(tools: Tools) {
  const { actor, email } = await openAccount(tools)
  const ctx: Ctx<'member'> = { ...tools, actor }
  must(await saveCompany(ctx, COMPANY))
  for (const credentials of CREDENTIALS) {
    if (tools.simulators[credentials.acquirer] === undefined) continue
    must(await saveCredentials(ctx, { ...credentials, environment: 'simulator' }))
  }
  const [main, backup] = CREDENTIALS.map(({ acquirer }) => acquirer)
  if (tools.simulators[main ?? ''] !== undefined) {
    must(await chooseAcquirers(ctx, { main: main ?? '', backup: backup ?? null }))
  }
  const { key } = must(await createApiKey(ctx, { name: 'Loja própria', mode: 'test' }))
  return { ctx, actor, key, producer: { email, password: PASSWORD } }
}

/** A first start that was broken off left an account behind: the next one has another address. */
async function openAccount(tools: Tools) {
  for (const email of EMAILS) {
    const person = { name: 'Lia Moura', company: 'Quintal Sonoro', email }
    const opened = await signUp(tools, { ...person, password: new Secret(PASSWORD) }, null)
    if (opened.ok) return { actor: opened.value.actor, email }
    if (opened.error.code !== 'email_taken') throw new Error(`Sign-up: ${opened.error.code}`)
  }
  throw new Error('The demo account was begun four times and never finished: npm run db:reset')
}

const COMPANY = SaveCompanyInput.parse({
  name: 'Quintal Sonoro',
  legalName: 'Quintal Sonoro Cursos Ltda.',
  document: '11.222.333/0001-81',
  phone: '(11) 91234-5678',
  supportEmail: 'ajuda@quintalsonoro.example.com',
  address: {
    zip: '01310-100',
    street: 'Avenida Paulista',
    number: '1000',
    complement: 'sala 12',
    district: 'Bela Vista',
    city: 'São Paulo',
    state: 'SP',
  },
})

/** Any well-formed number is a merchant of the simulator. */
const CREDENTIALS = [
  {
    acquirer: 'cielo',
    values: {
      merchantId: '1b3f6c2e-8a4d-4f7e-9c1a-5d2b7e8f9a01',
      merchantKey: 'DEMOKEYDEMOKEYDEMOKEYDEMOKEYDEMOKEYDEMOK',
    },
  },
  {
    acquirer: 'rede',
    values: { affiliation: '12345678', integrationKey: 'demo0demo0demo0demo0demo0demo0de' },
  },
] as const

/** As each acquirer names the company. */
export const MERCHANTS: Readonly<Record<string, string>> = {
  cielo: CREDENTIALS[0].values.merchantId,
  rede: CREDENTIALS[1].values.affiliation,
}
