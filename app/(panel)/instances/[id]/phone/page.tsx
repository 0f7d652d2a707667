// app/(panel)/instances/[id]/phone/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ConversationList } from '@/components/instances/conversation-list'
import { PhoneFrame } from '@/components/instances/phone-frame'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { findInstance } from '@/lib/notifications/instance-views'
import { InstanceId } from '@/lib/notifications/messages-query'
import { listConversations, readConversation } from '@/lib/notifications/sandbox-views'
import { memberContext } from '@/lib/platform/session'
import { replyAction } from '../../actions'

type Props = {
  readonly params: Promise<{ id: string }>
  readonly searchParams: Promise<Record<string, string>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances.queue'))('phone') }
}

export default async function PhonePage({ params, searchParams }: Props) {
  const { id: text } = await params
  const ctx = await memberContext(`/instances/${text}/phone`)
  const id = InstanceId.safeParse(text)
  const instance = id.success ? await findInstance(ctx, id.data) : null
  if (instance?.embedded !== true) notFound()
  const t = await getTranslations('instances.phone')
  const people = await listConversations(ctx, instance.id)
  const asked = (await searchParams).with
  const person = people.find(({ phone }) => phone === asked) ?? people[0]
  const conversation = person && (await readConversation(ctx, instance.id, person.phone))
  return (
    <>
      <PageHeader
        title={t('title', { name: instance.name })}
        description={t('lead')}
        back={{ href: `/instances/${instance.id}`, label: t('back', { name: instance.name }) }}
      />
      {person === undefined || conversation === undefined ? (
        <Card>
          <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
        </Card>
      ) : (
        <div className="grid gap-5 lg:grid-cols-[320px_minmax(0,1fr)] lg:gap-6">
          <ConversationList
            people={people}
            current={person.phone}
            here={`/instances/${instance.id}/phone`}
          />
          <PhoneFrame
            instanceId={instance.id}
            person={person}
            conversation={conversation}
            reply={replyAction}
          />
        </div>
      )}
      <LiveRefresh seconds={3} />
    </>
  )
}
