// components/stores/live-wait.tsx
'use client'

import { CircleAlert, CircleCheck, KeyRound, MousePointerClick } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Mark } from '@/components/layout/logo'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Tone } from '@/components/ui/tone'
import { WaitBox } from '@/components/ui/wait-box'
import type { Hearing } from '@/lib/postbacks/hearing'

export type TestButton = {
  /** Null where their panel has none. */
  readonly button: string | null
  readonly corner: boolean
}

type Props = {
  readonly hearing: Hearing
  readonly platform: string
  readonly test: TestButton
  readonly keyHint: string | null
  /** The one thing to press, where there is one. */
  readonly action?: ReactNode
}

/** What has been heard so far: the bell swings while nothing has, and it turns green when it did. */
export function LiveWait({ hearing, platform, test, keyHint, action }: Props) {
  const t = useTranslations('stores.wizard.wait')
  const events = useTranslations('events')
  const reasons = useTranslations('stores.reason')
  const strong = (chunks: ReactNode) => <b className="font-medium text-foreground">{chunks}</b>
  if (hearing.kind === 'waiting') {
    return (
      <WaitBox
        title={t(test.button === null ? 'titleReal' : 'title', { platform })}
        bell={<Mark />}
      >
        {test.button === null
          ? t('bodyReal')
          : t.rich('body', {
              button: () => strong(test.button),
              corner: test.corner ? 'yes' : 'no',
            })}
      </WaitBox>
    )
  }
  if (hearing.kind === 'heard') {
    const event = events(hearing.event ?? 'unknown')
    const sentence = hearing.test ? 'heardTest' : 'heardBody'
    return (
      <Box tone="paid" icon={<CircleCheck />} title={t('heard', { platform })}>
        {t.rich(sentence, { event, time: () => <RelativeTime at={hearing.at} /> })}
      </Box>
    )
  }
  if (hearing.kind === 'to_map') {
    return (
      <Box tone="paid" icon={<MousePointerClick />} title={t('toMap')} action={action}>
        {t('toMapBody')}
      </Box>
    )
  }
  if (hearing.kind === 'offered') {
    return (
      <Box
        tone="waiting"
        icon={<KeyRound />}
        title={t('offered', { hint: hearing.hint })}
        action={action}
      >
        {t('offeredBody')}
      </Box>
    )
  }
  if (hearing.kind === 'wrong_key') {
    return (
      <Box tone="refused" icon={<CircleAlert />} title={t('wrong')}>
        {t('wrongBody', { platform, hint: keyHint ?? '' })}
      </Box>
    )
  }
  const reason = hearing.reason as 'unknown_shape'
  return (
    <Box tone="waiting" icon={<CircleAlert />} title={t('strange')} action={action}>
      {t('strangeBody', {
        platform,
        reason: reasons.has(reason) ? reasons(reason) : hearing.reason,
      })}
    </Box>
  )
}

type BoxProps = {
  readonly tone: Tone
  readonly icon: ReactNode
  readonly title: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}

function Box({ tone, icon, title, action, children }: BoxProps) {
  return (
    <div
      role="status"
      data-tone={tone}
      className="grid animate-in grid-cols-[40px_minmax(0,1fr)] gap-x-4 rounded-lg border border-[color-mix(in_oklab,var(--tone)_45%,var(--border))] bg-[color-mix(in_oklab,var(--tone)_5%,var(--card))] px-4 py-5 lg:p-6 lg:px-5"
    >
      <span className="grid size-10 place-items-center rounded-full border border-[color-mix(in_oklab,var(--tone)_40%,var(--card))] text-tone [&_svg]:size-5">
        {icon}
      </span>
      <div className="min-w-0">
        <h3>{title}</h3>
        <p className="mt-1 text-muted-foreground">{children}</p>
        {action != null && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  )
}
