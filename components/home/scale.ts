// components/home/scale.ts
import { type Centavos, centavos } from '@/lib/kernel/money'

const STEPS = [1, 2, 2.5, 5, 10]
const LINES_MAX = 4
/** The highest line stands a little below the edge, so that the peak can be named above it. */
const HEADROOM = 6.25

/** Round lines for an axis, from zero to just above the highest value. */
export function scaleOf(values: readonly number[]) {
  const highest = Math.max(...values, 100)
  const rough = highest / (LINES_MAX - 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power
  const count = Math.ceil(highest / step)
  const lines = Array.from({ length: count + 1 }, (_, i) => centavos(Math.round(i * step)))
  const top = step * count
  /** From the top, in percent of the plot. */
  const y = (value: number) => 100 - (value / top) * (100 - HEADROOM)
  return { lines, y }
}

/** What each hour adds up to with those before it. */
export function runningSums(hours: readonly Centavos[]): Centavos[] {
  let sum = 0
  return hours.map((hour) => {
    sum += hour
    return centavos(sum)
  })
}

export const pathOf = (values: readonly number[], y: (value: number) => number) =>
  values.map((value, x) => `${x === 0 ? 'M' : 'L'}${x} ${y(value).toFixed(2)}`).join('')
