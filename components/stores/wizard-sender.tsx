// components/stores/wizard-sender.tsx
import { ArrowLeft, QrCode, Smartphone } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { phoneWords } from '@/components/notifications/phone-words'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import type { InstanceChoice } from '@/lib/stores/instance-choices'
import { WizardFoot, WizardFrame } from './wizard-frame'

type Props = {
  readonly storeId: string
  readonly name: string
  readonly chosen: string | null
  readonly instances: readonly InstanceChoice[]
  /** Of the one that needs nothing but a click; null where a person may not make one. */
  readonly embedded: string | null
  readonly error: ReactNode
  readonly choose: (form: FormData) => Promise<void>
  readonly make: (form: FormData) => Promise<void>
}

export function WizardSender(props: Props) {
  const { storeId, name, chosen, instances, embedded, error, choose, make } = props
  const t = useTranslations('stores.wizard')
  const none = instances.length === 0
  return (
    <WizardFrame step="sender" title={t('sender.title', { name })} lead={t('sender.lead')}>
      {error}
      <form action={choose} id="sender" className="mt-6">
        <input type="hidden" name="storeId" value={storeId} />
        {!none && (
          <fieldset className="grid gap-2">
            <legend className="sr-only">{t('sender.field')}</legend>
            {instances.map((each) => (
              <Choice key={each.id} {...each} chosen={each.id === (chosen ?? instances[0]?.id)} />
            ))}
          </fieldset>
        )}
      </form>
      <section aria-labelledby="other" className={none ? undefined : 'mt-8'}>
        <h2 id="other" className="mb-2 text-base">
          {t(none ? 'sender.first' : 'sender.another')}
        </h2>
        <div className="grid gap-2 sm:grid-cols-2">
          <Way icon={<QrCode />} title={t('sender.connect')} body={t('sender.connectBody')}>
            <Button asChild className="max-md:h-11">
              <Link href={`/instances/new?store=${storeId}`}>{t('sender.connectAction')}</Link>
            </Button>
          </Way>
          {embedded !== null && (
            <Way icon={<Smartphone />} title={t('sender.try')} body={t('sender.tryBody')}>
              <form action={make}>
                <input type="hidden" name="storeId" value={storeId} />
                <Button type="submit" className="max-md:h-11">
                  {t('sender.tryAction')}
                </Button>
              </form>
            </Way>
          )}
        </div>
      </section>
      <WizardFoot>
        <Button asChild variant="ghost">
          <Link href={`/stores/new?store=${storeId}&step=messages`}>
            <ArrowLeft aria-hidden />
            {t('back')}
          </Link>
        </Button>
        <span className="flex gap-2">
          <Button asChild variant="ghost" className="max-md:h-11">
            <Link href={`/stores/${storeId}`}>{t('sender.skip')}</Link>
          </Button>
          {!none && (
            <Button type="submit" form="sender" variant="primary" className="max-md:h-11">
              {t('sender.finish')}
            </Button>
          )}
        </span>
      </WizardFoot>
    </WizardFrame>
  )
}

type WayProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly body: string
  readonly children: ReactNode
}

function Way({ icon, title, body, children }: WayProps) {
  return (
    <div className="grid content-between justify-items-start gap-3 rounded-lg border bg-card p-4 [&_svg]:size-5">
      <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-3">
        <span aria-hidden className="mt-0.5 text-muted-foreground">
          {icon}
        </span>
        <div>
          <h3>{title}</h3>
          <p className="text-muted-foreground">{body}</p>
        </div>
      </div>
      {children}
    </div>
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
