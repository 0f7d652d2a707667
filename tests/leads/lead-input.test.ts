// tests/leads/lead-input.test.ts
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { LEAD_CONSENT_VERSION } from '@/lib/kernel/lead-consent'
import { resumeAddress } from '@/lib/leads/checkout-view'
import { emailKeyOf } from '@/lib/leads/email-key'
import { ContactInput } from '@/lib/leads/keep-checkout'
import { LeadInput } from '@/lib/leads/lead.schema'
import { originOf } from '@/lib/leads/origin-of'
import en from '@/messages/en.json'
import ptBR from '@/messages/pt-BR.json'

test.each([
  ['Ana.Clara@Gmail.com', 'anaclara@gmail.com'],
  ['ana.clara+curso@googlemail.com', 'anaclara@gmail.com'],
  ['Ana.Clara+curso@Empresa.com.br', 'ana.clara+curso@empresa.com.br'],
])('%s is the person of %s', (email, key) => expect(emailKeyOf(email)).toBe(key))

const issuesOf = (typed: object) => {
  const read = LeadInput.safeParse({ email: 'ana@exemplo.com.br', ...typed })
  return read.success
    ? []
    : read.error.issues.map((issue) => (issue.code === 'custom' ? issue.params?.code : issue.code))
}

test('what an address says too much of is cut, never through a sign', () => {
  const tracking = { utm_content: `${'a'.repeat(199)}😀` }
  const read = LeadInput.parse({ email: 'ana@exemplo.com.br', tracking })
  expect(read.tracking).toEqual({ utm_content: 'a'.repeat(199) })
})

describe('a lead', () => {
  test.each([
    [{ email: '' }, 'email_missing'],
    [{ email: undefined }, 'email_missing'],
    [{ email: 'ana@' }, 'email_wrong'],
    [{ email: 'ana@mailinator.com' }, 'email_thrown_away'],
    [{ email: 'ana@sub.yopmail.com' }, 'email_thrown_away'],
    [{ email: 'teste@teste.com' }, 'email_thrown_away'],
    [{ email: 'asdf@gmail.com' }, 'email_thrown_away'],
    [{ phone: '12345' }, 'phone_wrong'],
    [{ phone: '(11) 99999-9999' }, 'phone_wrong'],
    [{ name: 'a'.repeat(121) }, 'name_long'],
  ])('with %o is told %s', (typed, code) => expect(issuesOf(typed)).toEqual([code]))

  test.each([
    { email: 'joao@joao.com' },
    { email: 'teste@empresa.com.br' },
    { phone: '+351 912 345 678' },
    { phone: '' },
    { consent: 'on', tracking: 'nonsense' },
  ])('with %o is taken', (typed) => expect(issuesOf(typed)).toEqual([]))
})

test('a visitor without a script came from where the address of the page says', () => {
  const address = 'https://a.test/o/HF13OC?utm_source=ig&afiliado=JOAO&link=AB12&senha=x&src=%00b'
  expect(originOf(address)).toEqual({
    tracking: { utm_source: 'ig', src: 'b' },
    affiliateCode: 'JOAO',
    linkCode: 'AB12',
  })
  expect(originOf('nonsense').tracking).toEqual({})
})

test('of a checkout nothing is read but who can be written to', () => {
  const typed = {
    ...{ checkoutId: 'c'.repeat(20), name: 'Ana', email: 'ana@', phone: '(11) 3333-4444' },
    ...{ document: '90010020055', card: { number: '4111111111111111' }, cvv: '123' },
  }
  const { tracking: _, bumps: __, ...read } = ContactInput.parse(typed)
  expect(read).toEqual({
    ...{ checkoutId: typed.checkoutId, name: 'Ana', email: null, phone: null },
    ...{ affiliateCode: null, linkCode: null },
  })
})

test('the address of a cart says where its buyer came from, and not who they are', () => {
  const checkoutId = '0f8fad5b-d9cb-469f-a165-70867728950e'
  const came = { tracking: { utm_source: 'ig' }, affiliateCode: 'JOAO', linkCode: null }
  const address = resumeAddress('https://a.test/', { offerCode: 'HF13OC', checkoutId, ...came })
  expect(address).toBe('https://a.test/o/HF13OC?utm_source=ig&afiliado=JOAO&retomar=0f8fad5b')
})

test('whoever changes what is agreed to raises its version', () => {
  const words = [ptBR, en].map(({ leadForm: { consent, promise } }) => [consent, promise])
  const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 12)
  expect({ version: LEAD_CONSENT_VERSION, hash }).toEqual({ version: 1, hash: '0356017d2b96' })
})
