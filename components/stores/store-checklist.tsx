// components/stores/store-checklist.tsx
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Done, DoneList } from '@/components/ui/checklist'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Check } from '@/lib/stores/checklist'
import { type CheckWords, useCheckWords } from './check-words'

type Props = CheckWords & {
  readonly checks: readonly Check[]
  /** The red items, open, with their buttons. */
  readonly fixes: ReactNode
}

/** What is red comes first and open; the rest is counted and folded on a phone. */
export function StoreChecklist({ checks, fixes, ...words }: Props) {
  const t = useTranslations('stores.check')
  const sentences = useCheckWords(words)
  const of = (state: Check['state']) => checks.filter((check) => check.state === state)
  const [red, amber, grey, done] = [of('missing'), of('warning'), of('unknown'), of('ok')]
  const title =
    red.length > 0
      ? t('title.some', { count: red.length })
      : amber.length > 0
        ? t('title.look', { count: amber.length })
        : t(grey.length > 0 ? 'title.quiet' : 'title.none')
  const allGreen = red.length + amber.length + grey.length === 0
  return (
    <Card
      aria-label={t('label')}
      className={
        allGreen
          ? 'border-[color-mix(in_oklab,var(--paid)_45%,var(--border))] bg-[color-mix(in_oklab,var(--paid)_4%,var(--card))]'
          : undefined
      }
    >
      <CardHeader className={red.length > 0 ? undefined : 'pb-4'}>
        <CardTitle>
          {allGreen ? (
            <span role="status" className="flex items-center gap-2">
              <CircleCheck aria-hidden className="size-5 text-paid" />
              {title}
            </span>
          ) : (
            title
          )}
        </CardTitle>
      </CardHeader>
      {red.length > 0 && (
        <div className="mt-4 border-t [&>div]:mt-0 [&>div]:border-b-0">{fixes}</div>
      )}
      {amber.map((check) => (
        <Line key={check.id} tone="waiting" icon={<CircleAlert />} check={check} words={words} />
      ))}
      {done.length > 0 && (
        <div className="border-t">
          <DoneList summary={t('done', { count: done.length })}>
            {done.map((check) => (
              <Done
                key={check.id}
                date={check.at === null ? undefined : <RelativeTime at={check.at} />}
              >
                {sentences.title(check)}
              </Done>
            ))}
          </DoneList>
        </div>
      )}
      {grey.length > 0 && (
        <ul className="border-t px-4 py-2 lg:px-5">
          {grey.map((check) => (
            <li key={check.id} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 py-1.5">
              <CircleDashed aria-hidden className="mt-0.5 size-4 text-muted-foreground" />
              <span>
                {sentences.title(check)}
                <span className="block text-xs text-muted-foreground">{sentences.why(check)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

type LineProps = {
  readonly tone: 'waiting'
  readonly icon: ReactNode
  readonly check: Check
  readonly words: CheckWords
}

/** Works, and somebody should look. */
function Line({ tone, icon, check, words }: LineProps) {
  const sentences = useCheckWords(words)
  return (
    <div
      data-tone={tone}
      className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2.5 border-t px-4 py-3.5 lg:px-5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:text-tone"
    >
      {icon}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div>
          <h3>{sentences.title(check)}</h3>
          <p className="max-w-[64ch] text-muted-foreground">{sentences.why(check)}</p>
        </div>
        {sentences.action(check)}
      </div>
    </div>
  )
}
