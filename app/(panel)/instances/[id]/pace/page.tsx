// app/(panel)/instances/[id]/pace/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PaceForm } from '@/components/instances/pace-form'
import { Card, CardContent } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { findInstance } from '@/lib/notifications/instance-views'
import { InstanceId } from '@/lib/notifications/messages-query'
import { WARM_UP, warmUpDayOf } from '@/lib/notifications/pace'
import { SAFE_INTERVAL_SECONDS } from '@/lib/notifications/steer-instance'
import { memberContext } from '@/lib/platform/session'
import { editInstanceAction } from '../../actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances.queue'))('adjust') }
}

export default async function PacePage({ params }: Props) {
  const { id: text } = await params
  const ctx = await memberContext(`/instances/${text}/pace`)
  const id = InstanceId.safeParse(text)
  const instance = id.success ? await findInstance(ctx, id.data) : null
  if (instance === null) notFound()
  const t = await getTranslations('instances.pace')
  const { name, official } = instance
  return (
    <>
      <PageHeader
        title={t('title', { name })}
        back={{ href: `/instances/${instance.id}`, label: t('back', { name }) }}
      />
      <div className="grid max-w-[640px] grid-cols-[minmax(0,1fr)] gap-5 lg:gap-6">
        <Card>
          <CardContent>
            <PaceForm
              instance={instance}
              safeSeconds={official ? 0 : SAFE_INTERVAL_SECONDS}
              warmUp={{ today: warmUpDayOf(instance, ctx.now()), proposal: WARM_UP }}
              action={editInstanceAction}
            />
          </CardContent>
        </Card>
      </div>
    </>
  )
}
