// app/(panel)/leads/[id]/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { EraseLead } from '@/components/leads/erase-lead'
import { LeadStatus } from '@/components/leads/lead-status'
import { phoneWords } from '@/components/notifications/phone-words'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Fact, Facts } from '@/components/ui/facts'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { ZONE } from '@/lib/kernel/calendar'
import { formatReais } from '@/lib/kernel/money'
import { findLead } from '@/lib/leads/views'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { eraseLeadAction } from './actions'

type Props = { readonly params: Promise<{ id: string }> }
type Lead = NonNullable<Awaited<ReturnType<typeof findLead>>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leads'))('one') }
}

export default async function LeadPage({ params }: Props) {
  const { id } = await params
  const ctx = await memberContext(`/leads/${id}`)
  const [t, lead] = await Promise.all([getTranslations('leads'), findLead(ctx, id)])
  if (lead === null) notFound()
  const erased = lead.erasedAt !== null
  return (
    <>
      <PageHeader
        title={<span className="break-words">{lead.name ?? lead.email ?? t('erased.name')}</span>}
        description={erased ? null : <LeadStatus lead={lead} chip />}
        back={{ href: '/leads', label: t('title') }}
        actions={
          !erased &&
          !notAllowed(ctx, 'work') && <EraseLead erase={eraseLeadAction.bind(null, lead.id)} />
        }
      />
      {erased ? (
        <Card>
          <EmptyState title={t('erased.title')}>{t('erased.text')}</EmptyState>
        </Card>
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-2 lg:gap-6">
          <Card aria-label={t('one')}>
            <Who lead={lead} />
            <What lead={lead} />
          </Card>
          <Card aria-label={t('consent.title')}>
            <Consent lead={lead} />
            <Origin lead={lead} />
          </Card>
        </div>
      )}
    </>
  )
}

function Who({ lead: { email, phone, language, kind } }: { readonly lead: Lead }) {
  const t = useTranslations('leads')
  return (
    <Facts title={t('who')}>
      <Fact label={t('column.email')} copy={{ text: email ?? '', label: t('copyEmail') }}>
        <span className="break-all">{email}</span>
      </Fact>
      {phone !== null && (
        <Fact label={t('column.phone')} copy={{ text: phone, label: t('copyPhone') }}>
          <span className="num">{phoneWords(phone)}</span>
        </Fact>
      )}
      <Fact label={t('column.language')}>{t(`language.${language as 'en'}`)}</Fact>
      {kind === 'lead' && (
        <Fact label={t('column.messages')}>
          <Link
            className="prose-link"
            href={`/notifications/contacts/${encodeURIComponent(phone ?? email?.toLowerCase() ?? '')}`}
          >
            {t('seeMessages')}
          </Link>
        </Fact>
      )}
    </Facts>
  )
}

function What({ lead }: { readonly lead: Lead }) {
  const t = useTranslations('leads')
  return (
    <Facts title={t('what')}>
      <Fact label={t('column.offer')}>
        <Link className="prose-link" href={`/offers/${lead.offerId}`}>
          {lead.offerTitle}
        </Link>
      </Fact>
      <Fact label={t('column.kind')}>{t(`kind.${lead.kind}`)}</Fact>
      <Fact label={t('column.when')}>
        <RelativeTime at={lead.createdAt} />
      </Fact>
      {lead.repeats > 0 && (
        <Fact label={t('column.repeats')}>
          {t('repeated', { count: lead.repeats })} · <RelativeTime at={lead.lastSeenAt} />
        </Fact>
      )}
      {lead.mailedAt !== null && (
        <Fact label={t('column.mailed')}>
          <RelativeTime at={lead.mailedAt} />
        </Fact>
      )}
      {lead.saleId !== null && lead.boughtFor !== null && (
        <Fact label={t('column.sale')}>
          <Link className="prose-link num" href={`/sales/${lead.saleId}`}>
            {formatReais(lead.boughtFor)}
          </Link>
        </Fact>
      )}
    </Facts>
  )
}

function Consent({
  lead: { consentText, consentVersion, consentAt, ipHash },
}: {
  readonly lead: Lead & { readonly ipHash?: string | null }
}) {
  const t = useTranslations('leads.consent')
  const format = useFormatter()
  return (
    <Facts title={t('title')}>
      <Fact label={t('text')}>
        <span className="text-pretty">“{consentText}”</span>
      </Fact>
      <Fact label={t('at')}>
        {format.dateTime(consentAt, { dateStyle: 'long', timeStyle: 'short', timeZone: ZONE })}
      </Fact>
      <Fact label={t('version')}>{consentVersion}</Fact>
      <Fact label={t('ip')}>
        <span className="font-mono text-xs break-all">{ipHash?.slice(0, 16)}</span>
      </Fact>
    </Facts>
  )
}

function Origin({ lead: { tracking, affiliateCode, linkCode } }: { readonly lead: Lead }) {
  const t = useTranslations('leads')
  const names = Object.entries(tracking)
  const nothing = names.length === 0 && affiliateCode === null && linkCode === null
  return (
    <Facts title={t('origin')}>
      {nothing && <Fact label={t('column.origin')}>{t('noOrigin')}</Fact>}
      {affiliateCode !== null && <Fact label={t('column.affiliate')}>{affiliateCode}</Fact>}
      {linkCode !== null && <Fact label={t('column.link')}>{linkCode}</Fact>}
      {names.map(([name, value]) => (
        <Fact key={name} label={<span className="font-mono text-xs">{name}</span>}>
          <span className="break-all">{value}</span>
        </Fact>
      ))}
    </Facts>
  )
}
