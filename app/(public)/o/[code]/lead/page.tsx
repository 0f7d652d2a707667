// app/(public)/o/[code]/lead/page.tsx
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { RETURNED } from '@/app/api/leads/[code]/returned'
import { IconSprite } from '@/components/checkout/icon-sprite'
import { LeadForm, type LeadReturned, LeadThanks } from '@/components/checkout/lead-form'
import { Branded } from '@/components/checkout/offer-page'
import { LEAD_KINDS } from '@/db/schema/leads'
import { findLeadOffer, takesKind } from '@/lib/leads/find-lead-offer'
import { openReturned } from '@/lib/leads/returned-form'
import { tools } from '@/lib/platform/tools'

type Props = {
  readonly params: Promise<{ code: string }>
  readonly searchParams: Promise<Record<string, string>>
}

async function read({ params, searchParams }: Props) {
  const [{ code }, query] = await Promise.all([params, searchParams])
  const offer = await findLeadOffer(tools, code)
  const kind = LEAD_KINDS.find((each) => each === query.kind) ?? 'lead'
  if (offer === null || !takesKind(offer, kind)) notFound()
  const language = query.lang === 'en' || query.lang === 'pt-BR' ? query.lang : offer.language
  return { offer, kind, language, done: query.done === '1' }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { offer, language } = await read(props)
  const t = await getTranslations({ locale: language, namespace: 'leadForm.page' })
  return { title: { absolute: t('title', { product: offer.title }) }, robots: { index: false } }
}

/** Where a form that was sent without JavaScript comes out: thanks, or what to put right. */
export default async function LeadPage(props: Props) {
  const { offer, kind, language, done } = await read(props)
  setRequestLocale(language)
  const t = await getTranslations({ locale: language, namespace: 'leadForm.page' })
  const shown = { kind, language, code: offer.code, brand: offer.brand, product: offer.title }
  const returned = done ? undefined : await readReturned()
  return (
    <div lang={language}>
      <Branded hue={offer.brandHue}>
        <IconSprite />
        <header className="wrap top">
          <span className="logo">{offer.brand}</span>
        </header>
        <main className="wrap leadpage">
          <h1>{kind === 'lead' ? (offer.form?.title ?? offer.title) : offer.title}</h1>
          {done ? (
            <div className="notice paid" role="status">
              <LeadThanks kind={kind} brand={offer.brand} />
            </div>
          ) : (
            <>
              {kind === 'lead' && <p className="muted">{offer.form?.text}</p>}
              <LeadForm {...shown} words={offer.form} returned={returned} />
            </>
          )}
          <p>
            <Link className="link" prefetch={false} href={`/o/${offer.code}`}>
              {t('back', { product: offer.title })}
            </Link>
          </p>
        </main>
      </Branded>
    </div>
  )
}

async function readReturned(): Promise<LeadReturned | undefined> {
  const sealed = (await cookies()).get(RETURNED)?.value
  if (!sealed) return undefined
  return (openReturned(tools, sealed) as LeadReturned | null) ?? undefined
}
