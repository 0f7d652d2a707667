// tests/postbacks/mask-body.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { maskBody, maskText } from '@/lib/postbacks/mask-body'
import { readBody } from '@/lib/postbacks/read-body'
import { showSent } from '@/lib/postbacks/shown-body'
import { sentAs } from '../support/sent'

const root = new URL('../fixtures/postbacks/', import.meta.url)
const folders = readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory())

type Case = { readonly expected?: { readonly phone?: string | null; readonly document?: unknown } }
type Index = {
  readonly _meta?: { readonly secret?: unknown }
  readonly cases?: Readonly<Record<string, Case>> | readonly (Case & { readonly file?: string })[]
}

/** E-mails, CPFs and phones, wherever they stand in a fixture. */
const EMAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g

describe.each(folders.map(({ name }) => name))('bodies of %s', (platform) => {
  const folder = new URL(`${platform}/`, root)
  const files = readdirSync(folder).filter((file) => file !== 'index.json')
  const index: Index = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8'))
  const secret = typeof index._meta?.secret === 'string' ? index._meta.secret : null

  test.each(files)('%s shows no e-mail, no phone and no key', (file) => {
    const bytes = readFileSync(new URL(file, folder))
    const form = /^[\w%[\]]+=/.test(bytes.toString('latin1'))
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
    const sent = sentAs(new Uint8Array(bytes), { 'content-type': type })
    const body = readBody(sent)
    if (body === undefined) return
    const how = { unmasked: false, secrets: secret === null ? [] : [secret] }
    const shown = JSON.stringify(maskBody(body, how))
    for (const [email] of JSON.stringify(body).matchAll(EMAIL)) {
      if (/pix|support|suporte/i.test(email)) continue // Of the seller, or inside a code to pay with.
      expect(shown).not.toContain(`"${email}"`)
    }
    if (secret !== null) expect(shown).not.toContain(secret)
    expect(shown).not.toMatch(/"(\+?55)?[1-9]\d9\d{8}"/)
  })
})

test('a key is hidden by its value, whatever it was called', () => {
  const body = { origin: 'segredo-da-loja', deep: [{ x: 'segredo-da-loja' }] }
  const shown = JSON.stringify(maskBody(body, { unmasked: true, secrets: ['segredo-da-loja'] }))
  expect(shown).not.toContain('segredo')
})

test('a text nobody can read hides its people too', () => {
  const text = maskText('ana@example.com ligou de +55 11 98765-4321', { unmasked: false })
  expect(text).not.toContain('ana@example.com')
  expect(text).not.toContain('98765-4321')
})

test('a body as deep or as wide as an attacker likes is cut, and shown', () => {
  const deep = Buffer.from(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)
  expect(showSent(sentAs(deep), { unmasked: false }).tree?.kind).toBe('branch')
  const wide = Buffer.from(JSON.stringify(Array.from({ length: 50_000 }, (_, n) => n)))
  const shown = showSent(sentAs(wide), { unmasked: false })
  expect(shown.cut).toBe(true)
  expect(JSON.stringify(shown.tree).length).toBeLessThan(200_000)
})
