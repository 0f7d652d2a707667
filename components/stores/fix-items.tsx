// components/stores/fix-items.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyTextButton } from '@/components/stores/copy-text-button'
import { Fix, Ticks } from '@/components/ui/checklist'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Check } from '@/lib/stores/checklist'
import { type CheckWords, useCheckWords } from './check-words'

type Props = {
  readonly red: readonly Check[]
  readonly words: CheckWords
  /** Looks at everything again; the screen's main action while something is red. */
  readonly again: ReactNode
}

/** Only the first has the main button: the others come after it. */
export function FixItems({ red, words, again }: Props) {
  return red.map((check, index) => (
    <FixItem key={check.id} check={check} words={words} first={index === 0} again={again} />
  ))
}

type ItemProps = {
  readonly check: Check
  readonly words: CheckWords
  readonly first: boolean
  readonly again: ReactNode
}

function FixItem({ check, words, first, again }: ItemProps) {
  const t = useTranslations('stores.check.phone')
  const sentences = useCheckWords(words)
  const { platform } = words
  const leads = sentences.action(check, first ? 'primary' : 'outline')
  const { lacking = 0, all = 0 } = check.values
  return (
    <Fix
      title={sentences.title(check)}
      evidence={check.marks && <Proof check={check} storeId={words.storeId} />}
      actions={
        <>
          {leads ?? (first ? again : null)}
          {check.id === 'phone' && (
            <CopyTextButton text={t('request', { platform, lacking, all })}>
              {t('action')}
            </CopyTextButton>
          )}
        </>
      }
    >
      <p>{sentences.why(check)}</p>
      <p>{sentences.fix(check)}</p>
    </Fix>
  )
}

/** One tick an event, oldest first, and the way to those that prove it. */
function Proof({ check, storeId }: { readonly check: Check; readonly storeId: string }) {
  const t = useTranslations('stores.check')
  const marks = check.marks ?? []
  const bad = marks.filter(({ good }) => !good)
  const [oldest, newest, worst] = [marks[0], marks.at(-1), bad.at(-1)]
  const label = t('phone.tick', {
    good: marks.length - bad.length,
    lacking: bad.length,
    all: marks.length,
  })
  return (
    <div className="text-xs text-muted-foreground">
      {t('lastEvents', { count: marks.length })}
      <Ticks
        label={label}
        tones={marks.map(({ at, good, postbackId }) => ({
          id: postbackId ?? at.toISOString(),
          tone: good ? 'paid' : 'refused',
        }))}
        from={oldest && <RelativeTime at={oldest.at} show="hour" />}
        to={newest && <RelativeTime at={newest.at} show="hour" />}
      />
      {worst?.postbackId != null && (
        <p className="-mt-5 text-center">
          <Link
            href={`/stores/${storeId}/inbox/${worst.postbackId}`}
            className="underline underline-offset-2 hover:text-foreground"
          >
            {t('seeProof', { count: bad.length })}
          </Link>
        </p>
      )}
    </div>
  )
}
