// lib/notifications/links.ts
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { messageLinks } from '@/db/schema/conversations'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'

/** As people write them: what ends the sentence around a link is not of the link. */
const LINK = /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}*_~]/gi
const CODE_BYTES = 8

export type Shortened = { readonly text: string; readonly urls: readonly string[] }

/** Every address in a text as a short one. Ours stay as they are, and one address has one code. */
export function shortenIn(text: string, base: string, codeOf: (url: string) => string): Shortened {
  const urls = new Set<string>()
  const ours = `${base}/l/`
  const shortened = text.replace(LINK, (url) => {
    if (url.startsWith(ours)) return url
    urls.add(url)
    return `${ours}${codeOf(url)}`
  })
  return { text: shortened, urls: [...urls] }
}

/** Cannot be guessed, and says nothing about whom it was made for. */
const makeCode = (ctx: Ctx) =>
  createHash('sha256')
    .update(ctx.newId('shortLink'))
    .digest()
    .subarray(0, CODE_BYTES)
    .toString('base64url')

/** Of one message that is about to leave: tried again it keeps the addresses it had. */
export async function shortenLinks(
  ctx: Ctx,
  tx: Tx,
  messageId: Id<'message'>,
  texts: readonly string[],
): Promise<readonly string[]> {
  const known = await tx.select().from(messageLinks).where(eq(messageLinks.messageId, messageId))
  const codes = new Map(known.map(({ url, code }) => [url, code]))
  const codeOf = (url: string) => {
    const code = codes.get(url) ?? makeCode(ctx)
    codes.set(url, code)
    return code
  }
  const base = ctx.appUrl.replace(/\/$/, '')
  const shortened = texts.map((text) => shortenIn(text, base, codeOf).text)
  const { accountId } = ctx.actor
  const fresh = [...codes].filter(([url]) => !known.some((each) => each.url === url))
  if (fresh.length > 0) {
    await tx
      .insert(messageLinks)
      .values(
        fresh.map(([url, code]) => ({ code, accountId, messageId, url, createdAt: ctx.now() })),
      )
  }
  return shortened
}
