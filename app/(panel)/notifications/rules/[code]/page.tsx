// app/(panel)/notifications/rules/[code]/page.tsx
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RuleEditor } from '@/components/notifications/rule-editor'
import { RuleHead } from '@/components/notifications/rule-head'
import { countPending, findRule } from '@/lib/notifications/rule-views'
import { VARIABLES } from '@/lib/notifications/variables'
import { memberContext } from '@/lib/platform/session'
import { StoreId } from '@/lib/stores/store.schema'
import { editStepAction, previewAction } from '../actions'

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
  const step = rule?.steps.find((each) => each.step === Number(asked.step ?? 1))
  if (rule === null || step === undefined) notFound()
  const pending = await countPending(ctx, rule, step.step)
  return (
    <>
      <RuleHead rule={rule} step={step} />
      <RuleEditor
        key={`${rule.id}.${step.step}`}
        {...{ rule, step, pending, variables: VARIABLES }}
        save={editStepAction}
        preview={previewAction}
      />
    </>
  )
}
