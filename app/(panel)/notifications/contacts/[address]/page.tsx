// app/(panel)/notifications/contacts/[address]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ContactButton } from '@/components/contacts/contact-button'
import { useHow, useSource } from '@/components/contacts/how'
import { MessageRow } from '@/components/notifications/message-row'
import { phoneWords } from '@/components/notifications/phone-words'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { readAddress } from '@/lib/notifications/contact-address'
import {
  type ContactView,
  findContactPage,
  listMessagesTo,
} from '@/lib/notifications/contact-views'
import { MessageId } from '@/lib/notifications/messages-query'
import { notAllowed } from '@/lib/platform/permissions'
import { memberContext } from '@/lib/platform/session'
import { catalogue } from '@/lib/postbacks/registry'
import { messageActions } from '../../message-actions'
import { releaseAction, suppressAction } from '../actions'

type Props = {
  readonly params: Promise<{ address: string }>
  readonly searchParams: Promise<Record<string, string>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contacts'))('contact') }
}

/** What each platform is called. */
const PLATFORMS = Object.fromEntries(catalogue.map(({ code, label }) => [code, label]))

const NOBODY = {
  ...{ optedOutAt: null, optedOutHow: null, blockedAt: null, unreachableUntil: null },
  ...{ lastInboundAt: null, suppressedAt: null, suppressedHow: null, heardBy: null },
  ...{ consentAt: null, consentSource: null },
}

export default async function ContactPage({ params, searchParams }: Props) {
  const address = decodeURIComponent((await params).address)
  const here = `/notifications/contacts/${encodeURIComponent(address)}`
  const ctx = await memberContext(here)
  const read = readAddress(address)
  if (!read.ok || read.address !== address) notFound()
  const before = MessageId.safeParse((await searchParams).before)
  const [t, found, told] = await Promise.all([
    getTranslations('contacts'),
    findContactPage(ctx, address),
    listMessagesTo(ctx, address, { before: before.success ? before.data : undefined }),
  ])
  if (found === null && told.rows.length === 0) notFound()
  const contact = found ?? { address, ...NOBODY }
  const listed = contact.suppressedAt !== null
  return (
    <>
      <PageHeader
        title={<span className="num break-all">{phoneWords(address)}</span>}
        back={{ href: '/notifications/contacts', label: t('title') }}
        actions={
          !notAllowed(ctx, 'work') && (
            <ContactButton
              address={address}
              words={t(listed ? 'release' : 'suppress.submit')}
              action={listed ? releaseAction : suppressAction}
            />
          )
        }
      />
      <div className="grid gap-5 lg:gap-6">
        <About contact={contact} />
        <div className="min-w-0">
          <Card aria-labelledby="told">
            <CardHeader className="pb-3">
              <CardTitle id="told">{t('told')}</CardTitle>
            </CardHeader>
            {told.rows.length === 0 ? (
              <EmptyState title={t('untold.title')} className="border-t">
                {t('untold.text')}
              </EmptyState>
            ) : (
              <ul className="border-t">
                {told.rows.map((message) => (
                  <MessageRow
                    key={message.id}
                    {...{ message, now: ctx.now(), actions: messageActions }}
                    place
                  />
                ))}
              </ul>
            )}
          </Card>
          <Pagination
            nextHref={told.next === null ? null : `${here}?before=${told.next}`}
            firstHref={before.success ? here : null}
          />
        </div>
      </div>
    </>
  )
}

/** Whether they may be written to, and what each of the reasons says. */
function About({ contact }: { readonly contact: ContactView }) {
  const t = useTranslations('contacts')
  const how = useHow()
  const source = useSource(PLATFORMS)
  const left = contact.optedOutAt !== null
  return (
    <Card aria-labelledby="about">
      <CardHeader className="pb-3">
        <CardTitle id="about">{t('about')}</CardTitle>
      </CardHeader>
      <p className="border-t px-4 py-3 lg:px-5">{how(contact)}</p>
      {left && <p className="px-4 pb-3 text-xs text-muted-foreground lg:px-5">{t('onlyThey')}</p>}
      <dl className="grid">
        <Fact name={t('column.optedOutAt')} at={contact.optedOutAt} />
        <Fact name={t('column.suppressedAt')} at={contact.suppressedAt} />
        <Fact name={t('column.blockedAt')} at={contact.blockedAt} />
        <Fact name={t('column.unreachable')} at={contact.unreachableUntil} />
        <Fact name={t('column.lastInboundAt')} at={contact.lastInboundAt} />
        <Fact name={t('column.consentAt')} at={contact.consentAt} none={t('noConsent')}>
          {contact.consentAt !== null && source(contact.consentSource)}
        </Fact>
      </dl>
    </Card>
  )
}

type FactProps = {
  readonly name: string
  readonly at: Date | null
  readonly none?: string
  readonly children?: ReactNode
}

function Fact({ name, at, none, children }: FactProps) {
  if (at === null && none === undefined) return null
  return (
    <div className="flex items-baseline justify-between gap-3 border-t px-4 py-2.5 lg:px-5">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="text-right">
        {at === null ? none : <RelativeTime at={at} />}
        {children !== undefined && children !== false && (
          <span className="block text-xs text-muted-foreground">{children}</span>
        )}
      </dd>
    </div>
  )
}
