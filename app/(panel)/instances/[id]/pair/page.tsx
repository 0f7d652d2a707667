// app/(panel)/instances/[id]/pair/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PairPhone } from '@/components/instances/pair-phone'
import { PageHeader } from '@/components/ui/page-header'
import { findInstance } from '@/lib/notifications/instance-views'
import { InstanceId } from '@/lib/notifications/messages-query'
import { CODES_MAX } from '@/lib/notifications/pair-instance'
import { memberContext } from '@/lib/platform/session'
import { askAction, lookAction } from './actions'

type Props = { readonly params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instances'))('pairNow') }
}

export default async function PairPage({ params }: Props) {
  const { id: text } = await params
  const ctx = await memberContext(`/instances/${text}/pair`)
  const id = InstanceId.safeParse(text)
  const instance = id.success ? await findInstance(ctx, id.data) : null
  if (instance === null || !instance.pairs) notFound()
  const t = await getTranslations('instances.pair')
  const { name } = instance
  return (
    <>
      <PageHeader
        title={t('title', { name })}
        back={{ href: `/instances/${instance.id}`, label: t('back', { name }) }}
      />
      <PairPhone
        id={instance.id}
        first={await lookAction(instance.id)}
        codesMax={CODES_MAX}
        auto={instance.connectedAt === null}
        look={lookAction.bind(null, instance.id)}
        ask={askAction.bind(null, instance.id)}
      />
      <p className="mt-5 max-w-[64ch] text-xs text-muted-foreground">{t('risk')}</p>
    </>
  )
}
