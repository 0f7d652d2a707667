// app/(panel)/instances/new/page.tsx
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InstanceForm } from '@/components/instances/instance-form'
import { Card, CardContent } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listChannels } from '@/lib/notifications/list-channels'
import { memberContext } from '@/lib/platform/session'
import { createInstanceAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances.new'))('title') }
}

export default async function NewInstancePage() {
  const ctx = await memberContext('/instances/new')
  const t = await getTranslations('instances')
  return (
    <>
      <PageHeader
        title={t('new.title')}
        description={t('new.lead')}
        back={{ href: '/instances', label: t('back') }}
      />
      <Card className="max-w-[640px]">
        <CardContent>
          <InstanceForm channels={listChannels(ctx)} action={createInstanceAction} />
        </CardContent>
      </Card>
    </>
  )
}
