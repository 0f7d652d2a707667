// app/(public)/o/[code]/calendar/route.ts
import { getTranslations } from 'next-intl/server'
import { tools } from '@/lib/platform/tools'
import { cachedOffer } from '../../cached-offer'
import { toCalendar } from './to-calendar'

type Params = { readonly params: Promise<{ code: string }> }

/** The opening as a file that every calendar takes, so that a reminder needs no e-mail and no script. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const page = await cachedOffer((await params).code)
  const startsAt = page?.window.startsAt ?? null
  if (page === null || startsAt === null) return new Response(null, { status: 404 })
  const t = await getTranslations({ locale: page.language, namespace: 'checkout.shut' })
  const file = toCalendar({
    id: `${page.code}-${startsAt}@campainha`,
    title: t('opens', { title: page.title }),
    url: new URL(`/o/${page.code}`, tools.appUrl).href,
    startsAt: new Date(startsAt),
    madeAt: tools.now(),
  })
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${page.code}.ics"`,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    },
  })
}
