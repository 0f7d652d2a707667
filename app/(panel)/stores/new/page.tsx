// app/(panel)/stores/new/page.tsx
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { WizardName } from '@/components/stores/wizard-name'
import { type PlatformChoice, WizardPlatform } from '@/components/stores/wizard-platform'
import { memberContext } from '@/lib/platform/session'
import { catalogue } from '@/lib/postbacks/registry'
import { StoreId, StoreName } from '@/lib/stores/store.schema'
import { findStore, NATIVE, type StoreView } from '@/lib/stores/views'
import { choosePlatformAction, createStoreAction, renameStoreAction } from '../set-up-actions'
import { AddressStep } from './address-step'
import { DoneStep } from './done-step'
import { MessagesStep } from './messages-step'
import { SenderStep } from './sender-step'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.wizard'))('meta') }
}

type Asked = Partial<Record<'name' | 'edit' | 'store' | 'step' | 'error', string>>
type Props = { readonly searchParams: Promise<Asked> }

/** The address says where one is: back, reload and another day all find the same step. */
export default async function NewStorePage({ searchParams }: Props) {
  const asked = await searchParams
  const ctx = await memberContext('/stores/new')
  if (asked.store !== undefined) {
    const id = StoreId.safeParse(asked.store)
    const store = id.success ? await findStore(ctx, id.data) : null
    if (store === null || store.platform === NATIVE) notFound()
    return <Step store={store} asked={asked} />
  }
  const name = StoreName.safeParse(asked.name ?? '')
  if (!name.success || asked.edit !== undefined) {
    const wrong = asked.name === undefined || name.success ? null : wordOf(asked.name)
    return <WizardName name={asked.name ?? ''} wrong={wrong} rename={renameStoreAction} />
  }
  return <WizardPlatform name={name.data} platforms={await choices()} choose={createStoreAction} />
}

const wordOf = (name: string) => (name.trim().length < 2 ? 'name' : 'too_long')

type StepProps = { readonly store: StoreView; readonly asked: Asked }

async function Step({ store, asked }: StepProps) {
  const ctx = await memberContext('/stores/new')
  switch (asked.step ?? resumeAt(store)) {
    case 'name': {
      const wrong = asked.name === undefined ? null : wordOf(asked.name)
      const name = asked.name ?? store.name
      return <WizardName name={name} wrong={wrong} storeId={store.id} rename={renameStoreAction} />
    }
    case 'platform':
      return (
        <WizardPlatform
          name={store.name}
          platforms={await choices()}
          store={{ id: store.id, platform: store.platform, fixed: store.last !== null }}
          choose={choosePlatformAction}
        />
      )
    case 'address':
      return <AddressStep ctx={ctx} store={store} />
    case 'messages':
      return <MessagesStep ctx={ctx} store={store} />
    case 'sender':
      return <SenderStep ctx={ctx} store={store} error={asked.error} />
    case 'done':
      return <DoneStep ctx={ctx} store={store} />
    default:
      redirect(`/stores/new?store=${store.id}`)
  }
}

/** Where somebody who left would go on: behind the last thing that was done. */
const resumeAt = ({ firstEventAt, instance }: StoreView) =>
  firstEventAt === null ? 'address' : instance === null ? 'messages' : 'sender'

async function choices(): Promise<PlatformChoice[]> {
  return catalogue.map(({ code, label, category, guide, linking }) => ({
    ...{ code, label, category },
    events: guide.events.length,
    tracksOrigin: guide.tracksOrigin,
    ...(linking === 'native' && { href: '/offers' }),
  }))
}
