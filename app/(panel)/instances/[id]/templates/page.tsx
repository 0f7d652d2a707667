// app/(panel)/instances/[id]/templates/page.tsx
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActButton } from '@/components/instances/act-button'
import { TemplateForm } from '@/components/instances/template-form'
import { TemplateTable } from '@/components/instances/template-table'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { findConnection } from '@/lib/notifications/connection-view'
import { InstanceId } from '@/lib/notifications/messages-query'
import { listTemplates } from '@/lib/notifications/sync-templates'
import { memberContext } from '@/lib/platform/session'
import { submitTemplateAction, syncTemplatesAction } from './actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances.settings'))('templates') }
}

export default async function TemplatesPage({ params }: Props) {
  const { id: text } = await params
  const ctx = await memberContext(`/instances/${text}/templates`)
  const id = InstanceId.safeParse(text)
  const view = id.success ? await findConnection(ctx, id.data) : null
  if (view === null || !view.instance.windowed) notFound()
  const t = await getTranslations('instances.templates')
  const { instance, known } = view
  const { name } = instance
  const templates = await listTemplates(ctx, instance.id)
  const settings = `/instances/${instance.id}/settings`
  const sync = (
    <ActButton action={syncTemplatesAction.bind(null, instance.id)} done={t('synced')}>
      {t('sync')}
    </ActButton>
  )
  return (
    <>
      <PageHeader
        title={t('title', { name })}
        description={t('lead')}
        back={{ href: settings, label: t('back', { name }) }}
        actions={known.wabaId === '' ? null : sync}
      />
      {known.wabaId === '' ? (
        <Card>
          <EmptyState
            title={t('noWaba')}
            action={
              <Button asChild variant="primary">
                <Link href={settings}>{t('back', { name })}</Link>
              </Button>
            }
          >
            {t('noWabaBody')}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:gap-6">
          <Card>
            {templates.length === 0 ? (
              <EmptyState title={t('empty')} action={sync}>
                {t('emptyBody')}
              </EmptyState>
            ) : (
              <TemplateTable templates={templates} />
            )}
          </Card>
          <Card className="max-w-[720px]">
            <CardContent className="grid gap-3">
              <h2>{t('new')}</h2>
              <TemplateForm instanceId={instance.id} action={submitTemplateAction} />
            </CardContent>
          </Card>
        </div>
      )}
      <LiveRefresh seconds={10} />
    </>
  )
}
