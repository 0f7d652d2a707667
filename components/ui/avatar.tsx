// components/ui/avatar.tsx
import { cn } from './cn'

/** Initials: the first letter of the first word, and of the last. */
export function initialsOf(name: string) {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters
    .map((word) => word?.charAt(0) ?? '')
    .join('')
    .toUpperCase()
}

export function Avatar({
  name,
  square = false,
  className,
}: {
  readonly name: string
  /** A company; a person is round. */
  readonly square?: boolean
  readonly className?: string
}) {
  return (
    <span
      aria-hidden
      // Drawn by the style sheet: initials are no text, and no part of a button's name.
      data-initials={initialsOf(name)}
      className={cn(
        'before:content-[attr(data-initials)] grid size-7 shrink-0 place-items-center border bg-muted text-xs font-semibold',
        square ? 'rounded-sm' : 'rounded-full',
        className,
      )}
    />
  )
}
