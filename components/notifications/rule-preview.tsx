// components/notifications/rule-preview.tsx
'use client'

import { Eye } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState, useTransition } from 'react'
import { type Control, useWatch } from 'react-hook-form'
import { Bubble } from '@/components/ui/bubble'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CodeChip } from '@/components/ui/code-chip'
import { NativeSelect } from '@/components/ui/native-select'
import { Segmented } from '@/components/ui/segmented'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import type { Preview } from '@/lib/notifications/preview-rule'
import type { RuleView } from '@/lib/notifications/rule-views'
import type { RuleValues } from './rule-values'
import { WhatsappText } from './whatsapp-text'

type Props = {
  readonly rule: RuleView
  readonly preview: (values: unknown) => Promise<Preview | null>
  readonly control: Control<RuleValues>
}

const PAUSE_MS = 350

/** Beside the form where there is room for both. */
export function RulePreview(props: Props) {
  const t = useTranslations('notifications.editor')
  return (
    <Card className="self-start max-lg:hidden lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto">
      <PreviewBody {...props} title={<h2>{t('preview')}</h2>} />
    </Card>
  )
}

/** At the thumb, over the form, where there is not. */
export function PreviewSheet(props: Props) {
  const t = useTranslations('notifications.editor')
  return (
    <Sheet>
      <SheetTrigger asChild>
        <Button className="max-sm:h-11 lg:hidden">
          <Eye aria-hidden />
          {t('preview')}
        </Button>
      </SheetTrigger>
      {/* Beside its cross, not under it. */}
      <SheetContent
        aria-describedby={undefined}
        className="[&>div>:first-child]:min-h-9 [&>div>:first-child]:pr-11"
      >
        <PreviewBody {...props} title={<SheetTitle>{t('preview')}</SheetTitle>} />
      </SheetContent>
    </Sheet>
  )
}

/** What the text says to a real buyer, and to the one we would know least about. */
function PreviewBody({ rule, preview, control, title }: Props & { readonly title: ReactNode }) {
  const t = useTranslations('notifications.editor')
  const [own, ownFallback, subject, variants] = useWatch({
    control,
    name: ['text', 'fallback', 'subject', 'variants'],
  })
  const [letter, choose] = useState('A')
  const [purchaseId, choosePurchase] = useState<string | null>(null)
  const [shown, show] = useState<Preview | null>(null)
  const [, start] = useTransition()
  const drawn = variants.find(({ key }) => key === letter)
  const text = drawn?.text ?? own
  const fallback = drawn?.fallback ?? ownFallback
  const { storeId, code } = rule
  useEffect(() => {
    const draft = { storeId, code, text, fallback, subject, purchaseId }
    const ask = () => start(async () => show(await preview(draft)))
    const timer = setTimeout(ask, PAUSE_MS) // A pause in the typing, not every key.
    return () => clearTimeout(timer)
  }, [text, fallback, subject, purchaseId, storeId, code, preview])
  return (
    <div className="grid gap-4 p-4 lg:p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {title}
        {variants.length > 0 && (
          <Segmented
            value={drawn === undefined ? 'A' : letter}
            onChange={choose}
            label={t('variants.title')}
            options={['A', ...variants.map(({ key }) => key)].map((value) => ({
              value,
              label: value,
            }))}
          />
        )}
      </div>
      {shown === null ? (
        <p className="text-muted-foreground">{t('checking')}</p>
      ) : (
        <Shown {...{ shown, choosePurchase }} />
      )}
    </div>
  )
}

type ShownProps = {
  readonly shown: Preview
  readonly choosePurchase: (id: string) => void
}

function Shown({ shown, choosePurchase }: ShownProps) {
  const t = useTranslations('notifications.editor')
  const format = useFormatter()
  return (
    <div className="grid gap-4" aria-live="polite">
      <Issues issues={[...shown.issues, ...shown.fallbackIssues]} />
      {shown.events.length > 1 && (
        <NativeSelect
          aria-label={t('chooseEvent')}
          value={shown.chosen ?? ''}
          onChange={(event) => choosePurchase(event.target.value)}
        >
          {shown.events.map(({ id, customer, product, at, test }) => (
            <option key={id} value={id}>
              {[
                format.dateTime(at, { dateStyle: 'short', timeStyle: 'short' }),
                customer ?? t('noName'),
                product,
                test ? t('test') : '',
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </option>
          ))}
        </NativeSelect>
      )}
      <Said title={t('real')} said={shown.real} nothing={t('noReal')} />
      {shown.empty.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-xs text-muted-foreground">
          {t('empty')}
          {shown.empty.map((name) => (
            <CodeChip key={name}>{name}</CodeChip>
          ))}
        </p>
      )}
      <Said title={t('worst')} said={shown.worst} nothing={t('noReal')} />
    </div>
  )
}

function Issues({ issues }: { readonly issues: Preview['issues'] }) {
  const t = useTranslations('notifications.editor.issue')
  if (issues.length === 0) return null
  return (
    <ul role="alert" className="grid gap-1 text-xs font-medium text-refused">
      {issues.map(({ code, detail }) => (
        <li key={`${code}.${detail}`}>{t(code, { detail })}</li>
      ))}
    </ul>
  )
}

type SaidProps = {
  readonly title: string
  readonly said: Preview['real']
  readonly nothing: string
}

function Said({ title, said, nothing }: SaidProps) {
  const t = useTranslations('notifications.editor')
  return (
    <div className="grid gap-1.5">
      <h3 className="text-xs font-medium text-muted-foreground">{title}</h3>
      {said === null ? (
        <p className="text-muted-foreground">{nothing}</p>
      ) : (
        <div className="grid gap-1 [overflow-wrap:anywhere]">
          {said.body !== null && said.subject !== null && (
            <p className="text-xs">
              {t('subject')}: <span className="font-medium">{said.subject}</span>
            </p>
          )}
          <Bubble off={said.body === null} whole>
            {said.body === null ? (
              t('missing', { name: said.missing })
            ) : (
              <WhatsappText text={said.body} />
            )}
          </Bubble>
          {said.body !== null && said.fallback && (
            <p className="text-xs text-muted-foreground">{t('saysFallback')}</p>
          )}
        </div>
      )}
    </div>
  )
}
