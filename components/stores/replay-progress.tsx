// components/stores/replay-progress.tsx
import { useTranslations } from 'next-intl'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ReplayView } from '@/lib/postbacks/ask-replay'

/** How far a replay is, while it runs; afterwards what it came to, for a while. */
export function ReplayProgress({ replay }: { readonly replay: ReplayView }) {
  const t = useTranslations('stores.replay')
  const { total, read, stillQuarantined: still, finishedAt } = replay
  const done = read + still
  if (finishedAt !== null) {
    return (
      <p className="tabular-nums mb-4 text-muted-foreground">
        {t.rich('done', { read, still, time: () => <RelativeTime at={finishedAt} /> })}
      </p>
    )
  }
  const label = t('under', { done, total })
  return (
    <div role="status" className="mb-4 rounded-lg border bg-card p-4">
      <LiveRefresh seconds={2} />
      <p className="tabular-nums mb-2 font-medium">{label}</p>
      <Progress
        label={label}
        parts={[{ share: total === 0 ? 1 : Math.min(1, done / total), tone: 'ink' }]}
      />
    </div>
  )
}
