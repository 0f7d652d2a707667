// components/notifications/diagnosis-silence.tsx
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import type { StoreDiagnosis } from '@/lib/notifications/diagnose'

type Props = {
  readonly told: Pick<StoreDiagnosis, 'store' | 'lastAt' | 'refused'>
  /** Postbacks in quarantine that hold what was asked for. */
  readonly waiting: readonly string[]
  readonly native: boolean
}

/** What it means that a store has nothing of it, and the next step. */
export function DiagnosisSilence({ told, waiting, native }: Props) {
  const t = useTranslations('diagnosis')
  const { store, lastAt, refused } = told
  const here = `/stores/${store.id}`
  const last = lastAt === null ? null : <RelativeTime at={lastAt} />
  return (
    <Card className="p-4 lg:p-5">
      <h2 className="text-sm tracking-normal">{store.name}</h2>
      <p className="mt-1 max-w-[64ch] text-muted-foreground">
        {waiting.length > 0
          ? t('silence.quarantine', { count: waiting.length })
          : last === null
            ? t('silence.never')
            : t.rich(native ? 'silence.native' : 'silence.notSent', { time: () => last })}
        {refused > 0 && waiting.length === 0 && <> {t('silence.refused', { count: refused })}</>}
        {store.state === 'paused' && <> {t('silence.paused')}</>}
      </p>
      {!native && (
        <Button asChild className="mt-3 max-md:h-11">
          {waiting[0] !== undefined ? (
            <Link href={`${here}/inbox/${waiting[0]}`}>{t('silence.openQuarantine')}</Link>
          ) : refused > 0 ? (
            <Link href={`${here}/inbox?state=refused`}>{t('silence.openRefused')}</Link>
          ) : (
            <Link href={lastAt === null ? here : `${here}/inbox`}>
              {t(lastAt === null ? 'silence.openStore' : 'silence.openInbox')}
            </Link>
          )}
        </Button>
      )}
    </Card>
  )
}
