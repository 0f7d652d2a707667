// components/stores/wizard-sender.tsx

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { phoneWords } from '@/components/notifications/phone-words'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Status } from '@/components/ui/status'
import type { InstanceChoice } from '@/lib/stores/instance-choices'
import { WizardFoot, WizardFrame } from './wizard-frame'

type Props = {
  readonly storeId: string
  readonly name: string
  readonly chosen: string | null
  readonly instances: readonly InstanceChoice[]
  readonly choose: (form: FormData) => Promise<void>
}

export function WizardSender({ storeId, name, chosen, instances, choose }: Props) {
  const t = useTranslations('stores.wizard')
  const none = instances.length === 0
  return (
    <WizardFrame step="sender" title={t('sender.title', { name })} lead={t('sender.lead')}>
      <form action={choose} className="mt-6">
        <input type="hidden" name="storeId" value={storeId} />
        {none ? (
          <Card>
            <EmptyState
              title={t('sender.none')}
              action={
                <Button asChild variant="primary">
                  <Link href="/instances/new">{t('sender.create')}</Link>
                </Button>
              }
            >
              {t('sender.noneBody')}
            </EmptyState>
          </Card>
        ) : (
          <fieldset className="grid gap-2">
            <legend className="sr-only">{t('sender.field')}</legend>
            {instances.map((each) => (
              <Choice key={each.id} {...each} chosen={each.id === (chosen ?? instances[0]?.id)} />
            ))}
          </fieldset>
        )}
        <WizardFoot>
          <Button asChild variant="ghost">
            <Link href={`/stores/new?store=${storeId}`}>
              <ArrowLeft aria-hidden />
              {t('back')}
            </Link>
          </Button>
          <span className="flex gap-2">
            <Button asChild variant="ghost" className="max-md:h-11">
              <Link href={`/stores/${storeId}`}>{t('sender.skip')}</Link>
            </Button>
            {!none && (
              <Button type="submit" variant="primary" className="max-md:h-11">
                {t('sender.finish')}
              </Button>
            )}
          </span>
        </WizardFoot>
      </form>
    </WizardFrame>
  )
}

function Choice({
  id,
  name,
  number,
  connected,
  chosen,
}: InstanceChoice & { readonly chosen: boolean }) {
  const t = useTranslations('stores.wizard.sender')
  return (
    <label className="grid cursor-pointer grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-3 rounded-lg border border-input bg-card p-4 hover:border-past has-checked:border-foreground has-checked:ring-1 has-checked:ring-foreground">
      <input
        type="radio"
        name="instanceId"
        value={id}
        defaultChecked={chosen}
        className="size-5 accent-primary"
      />
      <span className="grid min-w-0">
        <span className="truncate font-medium">{name}</span>
        {number !== null && <span className="num text-muted-foreground">{phoneWords(number)}</span>}
      </span>
      <Status tone={connected ? 'paid' : 'refused'}>
        {t(connected ? 'connected' : 'notConnected')}
      </Status>
    </label>
  )
}
