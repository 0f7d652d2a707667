// app/(panel)/stores/new/done-step.tsx
import { WizardDone } from '@/components/stores/wizard-done'
import { listChannels } from '@/lib/notifications/list-channels'
import { listRules } from '@/lib/notifications/rule-views'
import type { Ctx } from '@/lib/platform/context'
import { listInstanceChoices } from '@/lib/stores/instance-choices'
import type { StoreView } from '@/lib/stores/views'
import { platformInWords } from '../platform-in-words'

type Props = { readonly ctx: Ctx<'member'>; readonly store: StoreView }

export async function DoneStep({ ctx, store }: Props) {
  const [rules, choices] = await Promise.all([listRules(ctx, store.id), listInstanceChoices(ctx)])
  const on = rules.filter(({ steps }) => steps.some(({ enabled }) => enabled))
  const { instance } = store
  const channel = choices.find(({ id }) => id === instance?.id)?.channel
  const embedded = listChannels(ctx).some(({ code, embedded }) => embedded && code === channel)
  return (
    <WizardDone
      storeId={store.id}
      name={store.name}
      platform={await platformInWords(store.platform)}
      heard={store.firstEventAt !== null}
      rulesOn={on.length}
      sender={
        instance && {
          name: instance.name,
          phoneHref: embedded ? `/instances/${instance.id}/phone` : null,
        }
      }
    />
  )
}
