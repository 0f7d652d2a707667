// tests/postbacks/masked-bodies.test.ts
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { maskBody } from '@/lib/postbacks/mask-body'
import { readBody } from '@/lib/postbacks/read-body'
import { platforms } from '@/lib/postbacks/registry'

const folderOf = (code: string) => new URL(`../fixtures/postbacks/${code}/`, import.meta.url)
const bodyOf = (code: string, file: string) => {
  const bytes = readFileSync(new URL(file, folderOf(code)))
  const sent = { headers: new Headers(), query: new URLSearchParams(), bytes }
  return { sent, body: readBody(sent) }
}
/** Every secret an index names, of one scheme or of several. */
const secretsOf = (code: string): string[] => {
  const { _meta } = JSON.parse(readFileSync(new URL('index.json', folderOf(code)), 'utf8'))
  const schemes = [_meta.auth, ...Object.values(_meta.auth)] as { secret?: string }[]
  return schemes.flatMap(({ secret }) => (secret === undefined ? [] : [secret]))
}

describe.each(Object.values(platforms))('a body of $label', (platform) => {
  const files = readdirSync(folderOf(platform.code)).filter((file) => file !== 'index.json')
  const secrets = secretsOf(platform.code)

  test.each(files)('shows neither its key nor its buyer: %s', (file) => {
    const { sent, body } = bodyOf(platform.code, file)
    const shown = JSON.stringify(maskBody(body, { unmasked: false }))
    for (const secret of secrets) expect(shown).not.toContain(secret)
    for (const { customer } of platform.tryRead(sent, {})?.purchases ?? []) {
      const { name, email, phone, document } = customer
      const own = [name, email, phone?.slice(-8), document.value]
      for (const personal of own) {
        if (personal !== null && personal !== undefined) expect(shown).not.toContain(personal)
      }
    }
  })

  test.each(files)('shows its buyer to whom asks, and still not its key: %s', (file) => {
    const { body } = bodyOf(platform.code, file)
    const shown = JSON.stringify(maskBody(body, { unmasked: true }))
    for (const secret of secrets) expect(shown).not.toContain(secret)
  })
})
