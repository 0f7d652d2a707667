// components/ui/amount.tsx
import { type Centavos, formatReais } from '@/lib/kernel/money'
import { cn } from './cn'

const SIZES = {
  /** The one number of the screen. */
  40: 'text-4xl font-semibold tracking-[-0.035em] [&_small]:text-xl',
  28: 'text-2xl font-semibold tracking-[-0.035em] [&_small]:text-base',
  row: 'text-sm font-medium',
} as const

/** The currency and the cents step back; the reais carry the weight. */
export function Amount({
  value,
  size = 'row',
  className,
}: {
  readonly value: Centavos
  readonly size?: keyof typeof SIZES
  readonly className?: string
}) {
  const text = formatReais(value)
  const classes = cn('num', SIZES[size], className)
  if (size === 'row') return <span className={classes}>{text}</span>
  const [, sign = '', currency = '', reais = text, cents = ''] =
    /^(-?)(R\$)\s*([\d.]+)(,\d{2})$/.exec(text) ?? []
  return (
    <span className={classes}>
      <small className="mr-[0.3em] font-medium tracking-[-0.01em] text-muted-foreground">
        {sign}
        {currency}
      </small>
      {reais}
      <small className="font-medium tracking-[-0.01em] text-muted-foreground">{cents}</small>
    </span>
  )
}
