// app/(panel)/notifications/[id]/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MessageFacts } from '@/components/notifications/message-facts'
import { lookOf } from '@/components/notifications/message-look'
import { MessageMenu } from '@/components/notifications/message-menu'
import { MessageBubble } from '@/components/notifications/message-row'
import { ThreadStory } from '@/components/notifications/thread-story'
import { UnknownMenu } from '@/components/notifications/unknown-menu'
import { Why } from '@/components/notifications/why'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Status } from '@/components/ui/status'
import { MessageId } from '@/lib/notifications/messages-query'
import { findMessage, listThreadEvents } from '@/lib/notifications/views'
import { memberContext } from '@/lib/platform/session'
import { messageActions } from '../message-actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

export default async function MessagePage({ params }: Props) {
  const ctx = await memberContext('/notifications')
  const id = MessageId.safeParse((await params).id)
  const message = id.success ? await findMessage(ctx, id.data) : null
  if (message === null) notFound()
  const t = await getTranslations('notifications')
  const events = await listThreadEvents(ctx, message.threadId)
  const name = message.customerName ?? t('noName')
  const { tone, icon, word } = lookOf(message)
  const waits = message.state === 'scheduled' || message.state === 'queued'
  return (
    <>
      <PageHeader
        title={t('detail.title', { name })}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Status chip tone={tone} icon={icon}>
              {t(`state.${word}`)}
            </Status>
            <span>
              <Why message={message} />
            </span>
          </span>
        }
        back={{ href: '/notifications', label: t('detail.back') }}
        actions={
          waits ? (
            <MessageMenu id={message.id} label={t('do.menu', { name })} actions={messageActions} />
          ) : (
            message.asksPerson && (
              <UnknownMenu id={message.id} name={name} actions={messageActions} />
            )
          )
        }
      />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_340px] lg:gap-6">
        <div className="grid content-start gap-5 lg:gap-6">
          <Card>
            <CardHeader>
              <CardTitle>{t('detail.text')}</CardTitle>
            </CardHeader>
            <CardContent>
              <MessageBubble message={message} whole />
            </CardContent>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>{t('detail.story')}</CardTitle>
            </CardHeader>
            <p className="px-4 pt-1 text-muted-foreground lg:px-5">{t('detail.storyLead')}</p>
            <ThreadStory events={events} />
          </Card>
        </div>
        <Card className="self-start">
          <MessageFacts message={message}>
            <Link href={`/stores/${message.storeId}`} className="prose-link">
              {message.storeName}
            </Link>
          </MessageFacts>
        </Card>
      </div>
    </>
  )
}
