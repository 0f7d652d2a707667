// components/checkout/page-blocks.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { BlockKind } from '@/db/schema/offer-content'
import type { Language } from '@/db/schema/offers'
import type { OfferPageView } from '@/lib/offers/views'
import { GalleryBlock } from './gallery-block'
import { ChevronIcon } from './icons'
import { LeadForm } from './lead-form'
import { Portrait } from './portrait'
import { VideoBlock } from './video-block'

type Props = { readonly page: OfferPageView; readonly language: Language }

/** In the producer's order. Nothing of them needs a script but the video's and the pictures' comfort. */
export function PageBlocks({ page, language }: Props) {
  return page.blocks.map((kind) => {
    const Part = PARTS[kind]
    return <Part key={kind} page={page} language={language} />
  })
}

const PARTS: Readonly<Record<BlockKind, (props: Props) => ReactNode>> = {
  video: ({ page: { video, gallery } }) =>
    video && <VideoBlock video={video} cover={gallery[0] ?? null} />,
  gallery: ({ page }) => <GalleryBlock images={page.gallery.slice(1)} />,
  description: Description,
  testimonials: Testimonials,
  guarantee: Guarantee,
  about: About,
  questions: Questions,
  lead: Lead,
}

type BlockProps = {
  readonly name: string
  readonly title: string
  readonly children: ReactNode
}

function Split({ name, title, children }: BlockProps) {
  return (
    <section className="block" aria-labelledby={`${name}-title`}>
      <div className="wrap split">
        <h2 id={`${name}-title`}>{title}</h2>
        {children}
      </div>
    </section>
  )
}

function Description({ page }: Props) {
  const t = useTranslations('checkout.blocks')
  return (
    <Split name="description" title={t('description')}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made safe when it was taken in, lib/offers/clean-html.ts */}
      <div className="rich" dangerouslySetInnerHTML={{ __html: page.description }} />
    </Split>
  )
}

function Testimonials({ page }: Props) {
  const t = useTranslations('checkout.blocks')
  return (
    <section className="block" aria-labelledby="testimonials-title">
      <div className="wrap">
        <h2 id="testimonials-title">{t('testimonials')}</h2>
        <div className="quotes">
          {page.testimonials.map(({ name, role, text, photo }) => (
            <figure key={`${name} ${text}`}>
              <Portrait name={name} photo={photo} size={48} />
              <div>
                <blockquote>{text}</blockquote>
                <figcaption>{[name, role].filter(Boolean).join(', ')}</figcaption>
              </div>
            </figure>
          ))}
        </div>
      </div>
    </section>
  )
}

function Guarantee({ page: { guaranteeDays: days } }: Props) {
  const t = useTranslations('checkout.blocks')
  return (
    <section className="block" aria-labelledby="guarantee-title">
      <div className="wrap split">
        <svg className="seal" viewBox="0 0 120 120" role="img" aria-label={t('seal', { days })}>
          <circle className="ring" cx="60" cy="60" r="56" strokeWidth="1.5" />
          <circle
            className="ring"
            cx="60"
            cy="60"
            r="50"
            strokeWidth="5"
            strokeDasharray="1.6 5.254"
          />
          <text x="60" y="66" textAnchor="middle" fontSize="38" fontWeight="660">
            {days}
          </text>
          <text x="60" y="84" textAnchor="middle" fontSize="13" fontWeight="550">
            {t('days')}
          </text>
        </svg>
        <div className="guarantee">
          <h2 id="guarantee-title">{t('guaranteeTitle', { days })}</h2>
          <p>{t('guaranteeText', { days })}</p>
        </div>
      </div>
    </section>
  )
}

function Questions({ page }: Props) {
  const t = useTranslations('checkout.blocks')
  return (
    <Split name="questions" title={t('questions')}>
      <div className="faq">
        {page.questions.map(({ question, answer }, i) => (
          <details key={question} open={i === 0}>
            <summary>
              {question}
              <ChevronIcon />
            </summary>
            <p>{answer}</p>
          </details>
        ))}
      </div>
    </Split>
  )
}

function About({ page: { about, seller, supportEmail } }: Props) {
  const t = useTranslations('checkout.blocks')
  if (about === null) return null
  return (
    <Split name="about" title={t('about')}>
      <div className="stack">
        <div className="seller">
          <Portrait name={about.name} photo={about.photo} size={64} />
          <div>
            <h3>{about.name}</h3>
            <p className="muted">{about.text}</p>
          </div>
        </div>
        <p className="small muted">
          {seller.name}
          {supportEmail !== null && (
            <>
              <br />
              {t('answer')} <a href={`mailto:${supportEmail}`}>{supportEmail}</a>
            </>
          )}
        </p>
      </div>
    </Split>
  )
}

function Lead({ page, language }: Props) {
  const { leadForm, code, seller, title } = page
  if (leadForm === null) return null
  return (
    <Split name="lead" title={leadForm.title}>
      <div className="stack">
        {leadForm.text !== '' && <p className="muted">{leadForm.text}</p>}
        <LeadForm
          {...{ code, language, kind: 'lead', brand: seller.brand, product: title }}
          words={leadForm}
        />
      </div>
    </Split>
  )
}
