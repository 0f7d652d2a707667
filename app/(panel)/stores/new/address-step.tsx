// app/(panel)/stores/new/address-step.tsx
import { notFound } from 'next/navigation'
import { WizardAddress } from '@/components/stores/wizard-address'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { hearingOf } from '@/lib/postbacks/hearing'
import { findPlatform } from '@/lib/postbacks/registry'
import { postbackUrlOf } from '@/lib/stores/to-store-json'
import type { StoreView } from '@/lib/stores/views'
import { AwaitEvent } from './await-event'
import { KeyForm } from './key-form'

type Props = { readonly ctx: Ctx<'member'>; readonly store: StoreView }

export async function AddressStep({ ctx, store }: Props) {
  const platform = findPlatform(store.platform)
  if (platform === null) notFound()
  const { label, guide, keySource } = platform
  const hearing = await hearingOf(ctx, store.id)
  const type = guide.form.flatMap(({ value }) => ('text' in value ? [value.text] : [])).at(-1) ?? ''
  // Where a person maps the fields, where the key stands is said there.
  const maps = platform.isReady !== undefined
  const keyForm =
    keySource === 'none' || maps ? null : (
      <KeyForm
        storeId={store.id}
        keyLabel={guide.keyLabel}
        hint={store.keyHint}
        ours={keySource === 'ours'}
      />
    )
  return (
    <WizardAddress
      name={store.name}
      platform={label}
      guide={guide}
      address={postbackUrlOf(store, env.APP_URL)}
      since={store.createdAt.toISOString()}
      heard={hearing.kind === 'heard'}
      keyForm={keyForm}
      ours={keySource === 'ours'}
      any={maps}
    >
      <AwaitEvent
        storeId={store.id}
        platform={label}
        testButton={guide.testButton}
        type={maps ? '' : type}
        keyHint={store.keyHint}
        first={hearing}
      />
    </WizardAddress>
  )
}
