// app/(panel)/stores/new/messages-step.tsx
import { type MainRule, WizardMessages } from '@/components/stores/wizard-messages'
import type { PurchaseEvent } from '@/db/schema/purchases'
import { listRules, type RuleView } from '@/lib/notifications/rule-views'
import type { Ctx } from '@/lib/platform/context'
import { findPlatform } from '@/lib/postbacks/registry'
import type { StoreView } from '@/lib/stores/views'
import { platformInWords } from '../platform-in-words'
import { turnRuleAction } from '../set-up-actions'
import { MAIN_RULES } from './main-rules'

type Props = { readonly ctx: Ctx<'member'>; readonly store: StoreView }

export async function MessagesStep({ ctx, store }: Props) {
  const platform = findPlatform(store.platform)
  const told = new Set(platform?.guide.events.flatMap(({ kinds }) => kinds))
  const rules = await listRules(ctx, store.id)
  return (
    <WizardMessages
      storeId={store.id}
      name={store.name}
      platform={await platformInWords(store.platform)}
      rules={mainOf(rules, told)}
      turn={turnRuleAction}
    />
  )
}

/** Of the few that matter most, those that this platform can tell of. */
const mainOf = (rules: readonly RuleView[], told: ReadonlySet<PurchaseEvent>): MainRule[] =>
  MAIN_RULES.flatMap((code) => {
    const rule = rules.find((each) => each.code === code)
    if (rule === undefined || (told.size > 0 && !told.has(rule.event))) return []
    const on = rule.steps.filter(({ enabled }) => enabled)
    const shown = on.length > 0 ? on : rule.steps.slice(0, 1)
    const delays = shown.map(({ delay }) => delay)
    return [{ code, event: rule.event, on: on.length > 0, delays }]
  })
