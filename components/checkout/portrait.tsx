// components/checkout/portrait.tsx
import type { PageImage } from '@/lib/offers/page-pictures'
import { Picture } from './picture'

type Props = { readonly name: string; readonly photo: PageImage | null; readonly size: number }

/** A face, or the first letters of a name where there is none. */
export function Portrait({ name, photo, size }: Props) {
  if (photo !== null) return <Picture image={photo} sizes={`${size}px`} alt="" className="avatar" />
  const letters = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
  return (
    <span className="avatar letters" aria-hidden>
      {letters.slice(0, 2).toUpperCase()}
    </span>
  )
}
