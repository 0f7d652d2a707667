// components/stores/wizard-platform.tsx
import { ArrowLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { PlatformCategory } from '@/lib/postbacks/platform'
import { WizardFoot, WizardFrame } from './wizard-frame'

export type PlatformChoice = {
  readonly code: string
  readonly label: string
  readonly category: PlatformCategory
  readonly events: number
  readonly tracksOrigin: boolean
}

type Props = {
  readonly name: string
  readonly platforms: readonly PlatformChoice[]
  readonly create: (form: FormData) => Promise<void>
}

export function WizardPlatform({ name, platforms, create }: Props) {
  const t = useTranslations('stores.wizard')
  const categories = [...new Set(platforms.map(({ category }) => category))]
  return (
    <WizardFrame step="platform" title={t('platform.title', { name })} lead={t('platform.lead')}>
      <form action={create}>
        <input type="hidden" name="name" value={name} />
        {categories.map((category) => (
          <fieldset key={category} className="mt-6">
            <legend className="mb-2 text-xs text-muted-foreground">
              {t(`platform.${category}`)}
            </legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {platforms
                .filter((platform) => platform.category === category)
                .map((platform) => (
                  <Choice key={platform.code} {...platform} />
                ))}
            </div>
          </fieldset>
        ))}
      </form>
      <p className="mt-6 text-muted-foreground">{t('platform.native')}</p>
      <WizardFoot>
        <Button asChild variant="ghost">
          <Link href={`/stores/new?edit=1&name=${encodeURIComponent(name)}`}>
            <ArrowLeft aria-hidden />
            {t('back')}
          </Link>
        </Button>
      </WizardFoot>
    </WizardFrame>
  )
}

/** Pressing it is the decision: the store is made, with its address. */
function Choice({ code, label, events, tracksOrigin }: PlatformChoice) {
  const t = useTranslations('stores.wizard.platform')
  return (
    <button
      type="submit"
      name="platform"
      value={code}
      className="flex items-center gap-3 rounded-lg border border-input bg-card p-4 text-left hover:border-past"
    >
      <span
        aria-hidden
        className="grid size-10 shrink-0 place-items-center rounded-md bg-muted text-base font-semibold"
      >
        {label.charAt(0)}
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="font-medium">{label}</span>
        <span className="text-muted-foreground">
          {t('does', { events, tracking: tracksOrigin ? 'yes' : 'no' })}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 text-muted-foreground" />
    </button>
  )
}
