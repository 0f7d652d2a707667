// components/stores/because-card.tsx
import { CircleAlert, CircleCheck, CircleDashed, Copy, FlaskConical, KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Tone } from '@/components/ui/tone'

export type Because =
  | 'accepted'
  | 'reading'
  | 'ignored'
  | 'test'
  | 'duplicate'
  | 'unreadable_body'
  | 'unknown_shape'
  | 'unknown_event'
  | 'impossible_values'
  | 'no_key_saved'
  | 'no_mapping'
  | 'key_differs'
  | 'wrong_key'

type Look = { readonly tone: Tone; readonly icon: typeof CircleAlert }
const waits: Look = { tone: 'waiting', icon: CircleAlert }
const LOOK: Readonly<Record<Because, Look>> = {
  accepted: { tone: 'paid', icon: CircleCheck },
  reading: { tone: 'authorized', icon: CircleDashed },
  ignored: { tone: 'neutral', icon: CircleDashed },
  test: { tone: 'neutral', icon: FlaskConical },
  duplicate: { tone: 'returned', icon: Copy },
  unreadable_body: waits,
  unknown_shape: waits,
  unknown_event: waits,
  impossible_values: waits,
  no_key_saved: { tone: 'waiting', icon: KeyRound },
  no_mapping: waits,
  key_differs: { tone: 'waiting', icon: KeyRound },
  wrong_key: { tone: 'refused', icon: KeyRound },
}

type Props = {
  readonly because: Because
  /** The platform's own word, the event's name. */
  readonly word: string
  readonly event: string
  readonly action: {
    readonly href: string
    readonly name: 'settings' | 'quarantine' | 'map' | 'first' | 'diagnose'
  } | null
  readonly children?: React.ReactNode
}

/** What lets it be read; the others lead to something to look at. */
const MENDS: ReadonlySet<string> = new Set(['settings', 'quarantine', 'map'])

/** What became of a delivery, why, and the one thing to do about it. */
export function BecauseCard({ because, word, event, action, children }: Props) {
  const t = useTranslations('stores.because')
  const { tone, icon: Icon } = LOOK[because]
  return (
    <Card
      data-tone={tone}
      className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2.5 bg-[color-mix(in_oklab,var(--tone)_5%,var(--card))] p-4 lg:p-5"
    >
      <Icon aria-hidden className="mt-0.5 size-4 text-tone" />
      <div className="min-w-0">
        <h2 className="text-sm tracking-normal">{t(`${because}.title`)}</h2>
        <p className="mt-1 max-w-[64ch] text-muted-foreground [overflow-wrap:anywhere]">
          {t(`${because}.body`, { word, event })}
        </p>
        {children}
        {action !== null && (
          <Button
            asChild
            variant={MENDS.has(action.name) ? 'primary' : 'outline'}
            className="mt-3 max-md:h-11"
          >
            <Link href={action.href}>{t(`do.${action.name}`)}</Link>
          </Button>
        )}
      </div>
    </Card>
  )
}
