// components/notifications/simulator-ladder.tsx
import { useTranslations } from 'next-intl'
import { Card, CardContent } from '@/components/ui/card'

type Props = { readonly steps: readonly { readonly event: string; readonly rank: number }[] }

/** The priorities everything is decided by: one row a step of the ladder. */
export function SimulatorLadder({ steps }: Props) {
  const t = useTranslations('notifications.simulator.ladder')
  const names = useTranslations('events')
  const ranks = [...new Set(steps.map(({ rank }) => rank))]
  return (
    <Card className="mt-5 lg:mt-6">
      <CardContent className="grid gap-3">
        <div>
          <h2 className="text-sm font-semibold">{t('title')}</h2>
          <p className="mt-1 max-w-prose text-muted-foreground">{t('body')}</p>
        </div>
        <ol className="grid gap-x-6 sm:grid-cols-2">
          {ranks.map((rank) => (
            <li key={rank} className="flex gap-3 border-t py-2 text-sm">
              <span className="num w-8 text-right text-muted-foreground">{rank}</span>
              <span>
                {steps
                  .filter((step) => step.rank === rank)
                  .map(({ event }) => names(event as Parameters<typeof names>[0]))
                  .join(', ')}
              </span>
            </li>
          ))}
        </ol>
        <p className="max-w-prose text-xs text-muted-foreground">{t('rest')}</p>
      </CardContent>
    </Card>
  )
}
