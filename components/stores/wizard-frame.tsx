// components/stores/wizard-frame.tsx
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Stepper } from '@/components/ui/stepper'

export const WIZARD_STEPS = ['name', 'platform', 'address', 'messages', 'sender'] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]

type Props = {
  /** Null once all of them are behind. */
  readonly step: WizardStep | null
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}

/** One column, one decision. */
export function WizardFrame({ step, title, lead, children }: Props) {
  const t = useTranslations('stores.wizard')
  const at = step === null ? WIZARD_STEPS.length : WIZARD_STEPS.indexOf(step) + 1
  return (
    <div className="mx-auto max-w-[640px]">
      <Stepper
        current={step ?? 'done'}
        label={t('label', { at, all: WIZARD_STEPS.length })}
        steps={WIZARD_STEPS.map((id) => ({ id, label: t(`steps.${id}`) }))}
      />
      <h1 className="text-[28px]/9 tracking-[-0.025em] break-words">{title}</h1>
      <p className="mt-1 text-muted-foreground">{lead}</p>
      {children}
    </div>
  )
}

/** Back at the left, the way on at the right; within the thumb's reach on a phone. */
export function WizardFoot({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mt-7 flex items-center justify-between gap-2 max-md:sticky max-md:bottom-(--tabbar) max-md:z-10 max-md:-mx-(--gutter) max-md:-mb-8 max-md:border-t max-md:bg-background max-md:px-(--gutter) max-md:py-3 max-[379px]:[&_a]:px-2 max-[379px]:[&_button]:px-3">
      {children}
    </div>
  )
}

export function StepTitle({
  number,
  children,
}: {
  readonly number: number
  readonly children: ReactNode
}) {
  return (
    <h2 className="mt-8 mb-2">
      <span className="tabular-nums">{number}.</span> {children}
    </h2>
  )
}
