// components/stores/wizard-address.tsx
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { CopyWideButton } from '@/components/ui/copy-button'
import type { Guide } from '@/lib/postbacks/platform'
import { FormMap } from './form-map'
import { ListeningFor } from './listening-for'
import { StepTitle, WizardFrame } from './wizard-frame'

type Props = {
  readonly name: string
  readonly platform: string
  readonly guide: Guide
  readonly address: string
  readonly since: string
  readonly heard: boolean
  /** The form of the key. */
  readonly keyForm: ReactNode
  /** What waits for the test event, with the way on below it. */
  readonly children: ReactNode
}

export function WizardAddress(props: Props) {
  const { name, platform, guide, address, since, heard, keyForm, children } = props
  const t = useTranslations('stores.wizard.address')
  return (
    <WizardFrame
      step="address"
      title={t('title', { platform })}
      lead={t('lead', { platform, name })}
    >
      <Card className="mt-5 p-4 lg:p-5">
        <Address address={address} label={t('output')} />
        <CopyWideButton text={address} primary>
          {t('copy')}
        </CopyWideButton>
        {!heard && <ListeningFor since={since} />}
      </Card>
      <StepTitle number={1}>{t('open')}</StepTitle>
      <p className="flex flex-wrap items-center gap-1.5">
        {guide.path.map((entry, index) => (
          <Fragment key={entry}>
            {index > 0 && <ChevronRight aria-hidden className="size-4 text-muted-foreground" />}
            <span className={index === guide.path.length - 1 ? 'font-medium' : undefined}>
              {entry}
            </span>
          </Fragment>
        ))}
      </p>
      <StepTitle number={2}>{t('fill')}</StepTitle>
      <FormMap guide={guide} name={name} address={address} />
      <StepTitle number={3}>{t('keyTitle', { platform })}</StepTitle>
      <p className="mb-3 max-w-[56ch] text-muted-foreground">{t('keyLead')}</p>
      {keyForm}
      <StepTitle number={4}>
        {guide.testButton === null ? t('testReal') : t('test', { button: guide.testButton })}
      </StepTitle>
      {children}
    </WizardFrame>
  )
}

/** The part that matters in ink; it breaks where an address may. */
function Address({ address, label }: { readonly address: string; readonly label: string }) {
  const { protocol, host, pathname } = new URL(address)
  const parts = pathname.split(/(?<=\/)/)
  return (
    <output aria-label={label} className="mb-4 block font-mono text-sm break-all">
      <span className="text-muted-foreground">
        {protocol}
        {'//'}
      </span>
      {host}
      {parts.map((part) => (
        <Fragment key={part}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </output>
  )
}
