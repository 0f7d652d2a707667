// app/(panel)/instances/[id]/settings/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActButton } from '@/components/instances/act-button'
import { ConnectionForm } from '@/components/instances/connection-form'
import { TestForm } from '@/components/instances/test-form'
import { TypedConfirm } from '@/components/instances/typed-confirm'
import { WebhookCard } from '@/components/instances/webhook-card'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { type ConnectionView, findConnection } from '@/lib/notifications/connection-view'
import { InstanceId } from '@/lib/notifications/messages-query'
import { env } from '@/lib/platform/env'
import { memberContext } from '@/lib/platform/session'
import {
  checkAction,
  editConnectionAction,
  removeAction,
  testSenderAction,
  unlinkAction,
} from './actions'
import { ConnectionFacts } from './connection-facts'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances'))('connection') }
}

export default async function ConnectionPage({ params }: Props) {
  const { id: text } = await params
  const ctx = await memberContext(`/instances/${text}/settings`)
  const id = InstanceId.safeParse(text)
  const view = id.success ? await findConnection(ctx, id.data) : null
  if (view === null) notFound()
  const t = await getTranslations('instances.settings')
  const { instance, fields, known } = view
  const { name, channel, embedded, addressing } = instance
  return (
    <>
      <PageHeader
        title={t('title', { name })}
        back={{ href: `/instances/${instance.id}`, label: t('back', { name }) }}
        actions={<Actions view={view} />}
      />
      <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-5 lg:gap-6">
        <ConnectionFacts instance={instance} />
        <Card>
          <CardContent className="grid gap-3">
            <h2>{t('test')}</h2>
            <TestForm instanceId={instance.id} addressing={addressing} action={testSenderAction} />
          </CardContent>
        </Card>
        {!embedded && (
          <>
            <Card>
              <CardContent className="grid gap-3">
                <h2>{t('edit')}</h2>
                <ConnectionForm
                  {...{ instanceId: instance.id, code: channel, fields, known }}
                  action={editConnectionAction}
                />
              </CardContent>
            </Card>
            {addressing === 'phone' && <Webhook view={view} />}
          </>
        )}
        <Danger view={view} />
      </div>
    </>
  )
}

type ViewProps = { readonly view: ConnectionView }

async function Actions({ view: { instance } }: ViewProps) {
  const t = await getTranslations('instances')
  const { id, pairs, windowed, state } = instance
  return (
    <>
      {windowed && (
        <Button asChild>
          <Link href={`/instances/${id}/templates`}>{t('settings.templates')}</Link>
        </Button>
      )}
      {pairs && state !== 'connected' ? (
        <Button asChild variant="primary">
          <Link href={`/instances/${id}/pair`}>{t('pairNow')}</Link>
        </Button>
      ) : (
        <ActButton action={checkAction.bind(null, id)} done={t('settings.checkedNow')}>
          {t('settings.check')}
        </ActButton>
      )}
    </>
  )
}

function Webhook({ view: { instance, known } }: ViewProps) {
  const { channel, webhookToken, heardAt, distrustedAt } = instance
  const distrusted = distrustedAt !== null && (heardAt === null || distrustedAt > heardAt)
  return (
    <WebhookCard
      url={`${env.APP_URL}/api/webhooks/${channel}/${webhookToken}`}
      verifyToken={known.verifyToken ?? null}
      heardAt={heardAt}
      distrusted={distrusted}
      registered
    />
  )
}

async function Danger({ view: { instance } }: ViewProps) {
  const t = await getTranslations('instances.settings')
  const { id, name, pairs, state } = instance
  return (
    <section className="grid gap-3 border-t pt-5">
      <h2>{t('danger')}</h2>
      <div className="flex flex-wrap gap-2">
        {pairs && state === 'connected' && (
          <TypedConfirm
            {...{ name, verb: t('unlink'), body: t('unlinkBody'), done: t('unlinked') }}
            to={`/instances/${id}/pair`}
            action={unlinkAction.bind(null, id)}
          />
        )}
        <TypedConfirm
          {...{ name, verb: t('remove'), body: t('removeBody'), done: t('removed') }}
          to="/instances"
          action={removeAction.bind(null, id)}
        />
      </div>
    </section>
  )
}
