// components/offers-list/sold-chart.tsx
import { useTranslations } from 'next-intl'
import { type Centavos, centavos, formatReais } from '@/lib/kernel/money'

const BAR = 5
const GAP = 2
const HEIGHT = 24

/** Fourteen days as bars, today the last one; said in words to who does not see it. */
export function SoldChart({ days }: { readonly days: readonly Centavos[] }) {
  const t = useTranslations('offers.table')
  const most = Math.max(...days, 1)
  const total = centavos(days.reduce((sum, day) => sum + day, 0))
  const label = t('chart', {
    total: formatReais(total),
    today: formatReais(days.at(-1) ?? centavos(0)),
  })
  const width = days.length * (BAR + GAP) - GAP
  return (
    <svg role="img" aria-label={label} width={width} height={HEIGHT} className="block">
      {days.map((day, i) => {
        const height = day === 0 ? 1 : Math.max(3, (day / most) * HEIGHT)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day has no name but its place
            key={i}
            x={i * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={1}
            className={i === days.length - 1 ? 'fill-accent' : 'fill-past'}
          />
        )
      })}
    </svg>
  )
}
