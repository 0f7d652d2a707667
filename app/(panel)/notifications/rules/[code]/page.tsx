// app/(panel)/notifications/rules/[code]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RuleEditor } from '@/components/notifications/rule-editor'
import { RuleHead } from '@/components/notifications/rule-head'
import { RuleSettings } from '@/components/notifications/rule-settings'
import { RuleSteps } from '@/components/notifications/rule-steps'
import { listInstances } from '@/lib/notifications/instance-views'
import { defaultWords, listVersions, templatesFor } from '@/lib/notifications/rule-history'
import { countPending, findRule } from '@/lib/notifications/rule-views'
import { VARIABLES } from '@/lib/notifications/variables'
import { memberContext } from '@/lib/platform/session'
import { StoreId } from '@/lib/stores/store.schema'
import {
  addStepAction,
  editStepAction,
  previewAction,
  removeStepAction,
  saveSettingsAction,
} from '../actions'

type Props = {
  readonly params: Promise<{ code: string }>
  readonly searchParams: Promise<Record<string, string>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications.rules'))('title') }
}

export default async function RulePage({ params, searchParams }: Props) {
  const { code } = await params
  const asked = await searchParams
  const ctx = await memberContext('/notifications/rules')
  const storeId = StoreId.safeParse(asked.store)
  const rule = storeId.success ? await findRule(ctx, storeId.data, code) : null
  const wanted = asked.step === undefined ? rule?.steps[0]?.step : Number(asked.step)
  const step = rule?.steps.find((each) => each.step === wanted)
  if (rule === null || step === undefined) notFound()
  const [pending, versions, templates, senders] = await Promise.all([
    countPending(ctx, rule, step.step),
    listVersions(ctx, rule.id, step.step),
    templatesFor(ctx, rule.id),
    listInstances(ctx),
  ])
  const original = defaultWords(code, step.step)
  return (
    <>
      <RuleHead rule={rule} step={step} />
      <RuleSteps {...{ rule, step, pending }} add={addStepAction} remove={removeStepAction} />
      <RuleEditor
        key={`${rule.id}.${step.step}`}
        {...{ rule, step, pending, variables: VARIABLES, versions, templates, original }}
        save={editStepAction}
        preview={previewAction}
      />
      <RuleSettings
        rule={rule}
        senders={senders.map(({ id, name }) => ({ id, name }))}
        save={saveSettingsAction}
      />
    </>
  )
}
