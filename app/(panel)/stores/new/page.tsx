// app/(panel)/stores/new/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { WizardAddress } from '@/components/stores/wizard-address'
import { WizardName } from '@/components/stores/wizard-name'
import { WizardPlatform } from '@/components/stores/wizard-platform'
import { WizardSender } from '@/components/stores/wizard-sender'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { memberContext } from '@/lib/platform/session'
import { hearingOf } from '@/lib/postbacks/hearing'
import { findPlatform, platforms } from '@/lib/postbacks/registry'
import { listInstanceChoices } from '@/lib/stores/instance-choices'
import { StoreId, StoreName } from '@/lib/stores/store.schema'
import { postbackUrlOf } from '@/lib/stores/to-store-json'
import { findStore, type StoreView } from '@/lib/stores/views'
import { chooseInstanceAction, createStoreAction } from '../actions'
import { AwaitEvent } from './await-event'
import { KeyForm } from './key-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stores.wizard'))('meta') }
}

type Asked = Partial<Record<'name' | 'edit' | 'store' | 'step', string>>
type Props = { readonly searchParams: Promise<Asked> }

/** The address says where one is: back, reload and another day all find the same step. */
export default async function NewStorePage({ searchParams }: Props) {
  const asked = await searchParams
  const ctx = await memberContext('/stores/new')
  if (asked.store !== undefined) return <Linking ctx={ctx} asked={asked} />
  const name = StoreName.safeParse(asked.name ?? '')
  if (!name.success || asked.edit !== undefined) {
    const wrong = asked.name !== undefined && !name.success
    return <WizardName name={asked.name ?? ''} wrong={wrong} />
  }
  const choices = Object.values(platforms).map(({ code, label, category, guide }) => ({
    ...{ code, label, category },
    events: guide.events.length,
    tracksOrigin: guide.tracksOrigin,
  }))
  return <WizardPlatform name={name.data} platforms={choices} create={createStoreAction} />
}

async function Linking({ ctx, asked }: { readonly ctx: Ctx<'member'>; readonly asked: Asked }) {
  const id = StoreId.safeParse(asked.store)
  const store = id.success ? await findStore(ctx, id.data) : null
  if (store === null) notFound()
  if (asked.step !== 'sender') return <AddressStep ctx={ctx} store={store} />
  return (
    <WizardSender
      storeId={store.id}
      name={store.name}
      chosen={store.instance?.id ?? null}
      instances={await listInstanceChoices(ctx)}
      choose={chooseInstanceAction}
    />
  )
}

async function AddressStep({ ctx, store }: { ctx: Ctx<'member'>; store: StoreView }) {
  const platform = findPlatform(store.platform)
  if (platform === null) notFound()
  const { label, guide } = platform
  const hearing = await hearingOf(ctx, store.id)
  const type = guide.form.flatMap(({ value }) => ('text' in value ? [value.text] : [])).at(-1) ?? ''
  return (
    <WizardAddress
      name={store.name}
      platform={label}
      guide={guide}
      address={postbackUrlOf(store, env.APP_URL)}
      since={store.createdAt.toISOString()}
      heard={hearing.kind === 'heard'}
      keyForm={<KeyForm storeId={store.id} keyLabel={guide.keyLabel} hint={store.keyHint} />}
    >
      <AwaitEvent
        storeId={store.id}
        platform={label}
        testButton={guide.testButton}
        type={type}
        keyHint={store.keyHint}
        first={hearing}
      />
    </WizardAddress>
  )
}
