// components/stores/wizard-address.tsx
import { ChevronRight, Info } from 'lucide-react'
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
  /** The form of the key; null where there is none to save at this moment. */
  readonly keyForm: ReactNode
  /** Whether the key is made up here and typed in over there. */
  readonly ours: boolean
  /** Whatever system calls: it has no name, and its fields are pointed at later. */
  readonly any: boolean
  /** What waits for the test event, with the way on below it. */
  readonly children: ReactNode
}

export function WizardAddress(props: Props) {
  const { name, platform, guide, address, since, heard, children } = props
  const t = useTranslations('stores.wizard.address')
  return (
    <WizardFrame
      step="address"
      title={props.any ? t('titleAny') : t('title', { platform })}
      lead={props.any ? t('leadAny', { name }) : t('lead', { platform, name })}
    >
      <Card className="mt-5 p-4 lg:p-5">
        <Address address={address} label={t('output')} />
        <CopyWideButton text={address} primary>
          {t('copy')}
        </CopyWideButton>
        {!heard && <ListeningFor since={since} />}
      </Card>
      <Notes notes={guide.notes} />
      {stepsOf(props, t).map(({ title, body }, index) => (
        <Fragment key={title}>
          <StepTitle number={index + 1}>{title}</StepTitle>
          {body}
        </Fragment>
      ))}
      {children}
    </WizardFrame>
  )
}

type Step = { readonly title: string; readonly body: ReactNode }
type Words = ReturnType<typeof useTranslations<'stores.wizard.address'>>

/** Only what this platform asks for, in the order in which it is done. */
function stepsOf({ guide, name, platform, address, keyForm, ours }: Props, t: Words): Step[] {
  const open = { title: t('open'), body: <MenuPath entries={guide.path} /> }
  const fill = { title: t('fill'), body: <FormMap guide={guide} name={name} address={address} /> }
  const key = {
    title: t(ours ? 'keyOursTitle' : 'keyTitle', { platform }),
    body: (
      <>
        <p className="mb-3 max-w-[56ch] text-muted-foreground">
          {t(ours ? 'keyOursLead' : 'keyLead', { platform })}
        </p>
        {guide.keyPath.length > 0 && (
          <div className="mb-3">
            <MenuPath entries={guide.keyPath} />
          </div>
        )}
        {keyForm}
      </>
    ),
  }
  const { testButton } = guide
  const last = testButton === null ? t('testReal') : t('test', { button: testButton })
  return [
    ...(guide.path.length > 0 ? [open] : []),
    fill,
    ...(keyForm === null ? [] : [key]),
    { title: last, body: null },
  ]
}

/** Menu entries of their panel, in its own words. */
function MenuPath({ entries }: { readonly entries: readonly string[] }) {
  return (
    <p className="flex flex-wrap items-center gap-1.5">
      {entries.map((entry, index) => (
        <Fragment key={entry}>
          {index > 0 && <ChevronRight aria-hidden className="size-4 text-muted-foreground" />}
          <span className={index === entries.length - 1 ? 'font-medium' : undefined}>{entry}</span>
        </Fragment>
      ))}
    </p>
  )
}

/** What one has to know before beginning over there. */
function Notes({ notes }: Pick<Guide, 'notes'>) {
  const t = useTranslations('stores.guide.notes')
  if (notes.length === 0) return null
  return (
    <ul className="mt-5 grid gap-2">
      {notes.map((note) => (
        <li key={note} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5">
          <Info aria-hidden className="mt-0.5 size-4 text-muted-foreground" />
          <span className="max-w-[60ch] text-muted-foreground">{t(note)}</span>
        </li>
      ))}
    </ul>
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
