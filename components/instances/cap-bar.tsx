// components/instances/cap-bar.tsx

type Props = {
  readonly sent: number
  readonly waiting: number
  readonly cap: number
  readonly label: string
}

const shareOf = (part: number, cap: number) => Math.min(1, part / cap)

/** What left today, what waits behind it, and how much the day still takes. */
export function CapBar({ sent, waiting, cap, label }: Props) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      className="mt-1.5 block h-2 w-full rounded-full"
    >
      <rect width="1" height="1" className="fill-track" />
      <rect width={shareOf(sent + waiting, cap)} height="1" className="fill-past" />
      <rect width={shareOf(sent, cap)} height="1" className="fill-foreground" />
    </svg>
  )
}
