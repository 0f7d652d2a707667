// app/(panel)/stores/new/sender-step.tsx
import { getTranslations } from 'next-intl/server'
import { WizardSender } from '@/components/stores/wizard-sender'
import { FormError } from '@/components/ui/form'
import { listChannels } from '@/lib/notifications/list-channels'
import type { Ctx } from '@/lib/platform/context'
import { may } from '@/lib/platform/permissions'
import { listInstanceChoices } from '@/lib/stores/instance-choices'
import type { StoreView } from '@/lib/stores/views'
import { chooseInstanceAction, makeInstanceAction } from '../set-up-actions'

type Props = {
  readonly ctx: Ctx<'member'>
  readonly store: StoreView
  readonly error: string | undefined
}

export async function SenderStep({ ctx, store, error }: Props) {
  const t = await getTranslations('stores.wizard.sender')
  const embedded = listChannels(ctx).find((channel) => channel.embedded)
  const wrong = error === 'choose' || error === 'make' ? error : null
  return (
    <WizardSender
      storeId={store.id}
      name={store.name}
      chosen={store.instance?.id ?? null}
      instances={await listInstanceChoices(ctx)}
      embedded={may(ctx.actor.role, 'settings') ? (embedded?.code ?? null) : null}
      error={
        wrong && (
          <div className="mt-5">
            <FormError>{t(`error.${wrong}`)}</FormError>
          </div>
        )
      }
      choose={chooseInstanceAction}
      make={makeInstanceAction}
    />
  )
}
