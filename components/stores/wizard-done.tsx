// components/stores/wizard-done.tsx
import { CircleAlert, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { WizardFoot, WizardFrame } from './wizard-frame'

type Props = {
  readonly storeId: string
  readonly name: string
  readonly platform: string
  readonly heard: boolean
  readonly rulesOn: number
  readonly sender: { readonly name: string; readonly phoneHref: string | null } | null
}

/** What works now, what is left, and what will happen by itself. */
export function WizardDone({ storeId, name, platform, heard, rulesOn, sender }: Props) {
  const t = useTranslations('stores.wizard.done')
  const here = `/stores/new?store=${storeId}`
  const ready = heard && rulesOn > 0 && sender !== null
  return (
    <WizardFrame
      step={null}
      title={t(ready ? 'title' : 'titleAlmost', { name })}
      lead={t(ready ? 'lead' : 'leadAlmost')}
    >
      <Card className="mt-6">
        <ul className="[&>li+li]:border-t">
          <Line good={heard} href={`${here}&step=address`} fix={t('heardFix')}>
            {t(heard ? 'heard' : 'heardNot', { platform })}
          </Line>
          <Line good={rulesOn > 0} href={`${here}&step=messages`} fix={t('rulesFix')}>
            {t('rules', { count: rulesOn })}
          </Line>
          <Line good={sender !== null} href={`${here}&step=sender`} fix={t('senderFix')}>
            {sender === null ? t('senderNone') : t('sender', { sender: sender.name })}
          </Line>
        </ul>
      </Card>
      <h2 className="mt-8 mb-2 text-base">{t('next')}</h2>
      <ol className="grid list-decimal gap-1.5 pl-5 text-muted-foreground marker:tabular-nums">
        <li>{t('next1', { platform })}</li>
        <li>{t('next2')}</li>
        <li>{t('next3')}</li>
      </ol>
      <WizardFoot>
        {sender?.phoneHref == null ? (
          <span />
        ) : (
          <Button asChild className="max-md:h-11">
            <Link href={sender.phoneHref}>{t('phone')}</Link>
          </Button>
        )}
        <Button asChild variant="primary" className="max-md:h-11">
          <Link href={`/stores/${storeId}`}>{t('open')}</Link>
        </Button>
      </WizardFoot>
    </WizardFrame>
  )
}

type LineProps = {
  readonly good: boolean
  readonly href: string
  readonly fix: string
  readonly children: string
}

function Line({ good, href, fix, children }: LineProps) {
  const Icon = good ? CircleCheck : CircleAlert
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 px-4 py-3.5 lg:px-5">
      <Icon aria-hidden className={`size-4 ${good ? 'text-paid' : 'text-waiting'}`} />
      <span>{children}</span>
      {!good && (
        <Link href={href} className="underline underline-offset-4">
          {fix}
        </Link>
      )}
    </li>
  )
}
