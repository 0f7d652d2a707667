// app/(panel)/stores/new/address-step.tsx
import { notFound } from 'next/navigation'
import { WizardAddress } from '@/components/stores/wizard-address'
import type { Ctx } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { hearingOf } from '@/lib/postbacks/hearing'
import type { Guide } from '@/lib/postbacks/platform'
import { findPlatform } from '@/lib/postbacks/registry'
import { postbackUrlOf } from '@/lib/stores/to-store-json'
import type { StoreView } from '@/lib/stores/views'
import { platformInWords } from '../platform-in-words'
import { AwaitEvent } from './await-event'
import { KeyForm } from './key-form'

type Props = { readonly ctx: Ctx<'member'>; readonly store: StoreView }

export async function AddressStep({ ctx, store }: Props) {
  const platform = findPlatform(store.platform)
  if (platform === null) notFound()
  const { guide, keySource } = platform
  const named = await platformInWords(store.platform)
  const hearing = await hearingOf(ctx, store.id)
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
      platform={named}
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
        platform={named}
        test={{ button: guide.testButton, corner: guide.testInCorner === true }}
        mind={maps ? null : lastFixed(guide)}
        keyHint={store.keyHint}
        first={hearing}
      />
    </WizardAddress>
  )
}

/** The field of their form that has one right value: what is looked at first when nothing comes. */
function lastFixed({ form }: Guide) {
  const fixed = form.flatMap(({ field, value }) =>
    'text' in value ? [{ field, value: value.text }] : [],
  )
  return fixed.at(-1) ?? null
}
