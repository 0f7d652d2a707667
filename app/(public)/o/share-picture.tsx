// app/(public)/o/share-picture.tsx
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { getTranslations } from 'next-intl/server'
import { readJpeg, toJpeg } from '@/lib/images/to-jpeg'
import { formatReais } from '@/lib/kernel/money'
import { quoteOf } from '@/lib/kernel/quote'
import type { OfferPageView } from '@/lib/offers/views'
import { tools } from '@/lib/platform/tools'
import type { Locale } from '@/messages/locales'
import { cachedOffer } from './cached-offer'
import { CARD, COVER, LOGO, ShareCard } from './share-card'

const FONTS = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans')
const read = (file: string) => readFile(join(FONTS, file))
let fonts: ReturnType<typeof readFonts> | undefined

async function readFonts() {
  const [regular, strong] = await Promise.all([
    read('Geist-Regular.ttf'),
    read('Geist-SemiBold.ttf'),
  ])
  const font = { name: 'Geist', style: 'normal' } as const
  return [
    { ...font, data: regular, weight: 400 as const },
    { ...font, data: strong, weight: 600 as const },
  ]
}

/** Kept as long as the page: the tag of the offer lets go of both. */
export async function sharePicture(code: string, language?: Locale): Promise<Response> {
  const page = await cachedOffer(code)
  if (page === null) return new Response(null, { status: 404 })
  fonts ??= readFonts()
  const [cover, logo, ways] = await Promise.all([
    page.gallery[0] === undefined ? null : readJpeg(tools, page.gallery[0], COVER),
    page.logo === null ? null : readJpeg(tools, page.logo, LOGO),
    waysOf(page, language ?? page.language),
  ])
  const card = <ShareCard {...{ page, ways, cover, logo }} />
  const drawn = new ImageResponse(card, { ...CARD, fonts: await fonts })
  const jpeg = await toJpeg(new Uint8Array(await drawn.arrayBuffer()))
  return new Response(Buffer.from(jpeg), {
    headers: { 'content-type': 'image/jpeg', 'cache-control': 'public, max-age=3600' },
  })
}

/** The sentence under the price, as the page says it. */
async function waysOf({ plan, terms }: OfferPageView, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'checkout' })
  if (plan !== null) {
    const per = t(`plan.per.${plan.every}`)
    return plan.charges === null
      ? t('plan.noteOpen', { per })
      : t('plan.noteTimes', { per, count: plan.charges })
  }
  const last = quoteOf({ terms }).choices.at(-1)
  if (last === undefined || last.count === 1) return t('priceOnce')
  const values = { count: last.count, each: formatReais(last.first) }
  if (terms.interestBy === 'issuer') return t('priceUpToIssuer', values)
  return last.interest > 0 ? t('priceUpToInterest', values) : t('priceUpTo', values)
}
