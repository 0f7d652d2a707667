// components/offers/image-thumb.tsx
'use client'

import { ImageOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { Id } from '@/lib/kernel/ids'
import { pictureAddress } from '@/lib/kernel/picture'

type Props = {
  readonly id: Id<'image'>
  readonly alt?: string
  /** Shown whole, as a logo is, not cut to fill its place. */
  readonly contained?: boolean
}

/** A small look at an uploaded picture; one that is gone says so. */
export function ImageThumb({ id, alt = '', contained = false }: Props) {
  const t = useTranslations('offers.content.image')
  const [gone, setGone] = useState<Id<'image'> | null>(null)
  if (gone === id) {
    return <ImageOff role="img" aria-label={t('gone')} className="size-5 text-refused" />
  }
  return (
    // biome-ignore lint/performance/noImgElement: its sizes are made already, and this one is small.
    <img
      src={pictureAddress(id, 'thumb.webp')}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setGone(id)}
      className={cn('size-full', contained ? 'object-contain p-1' : 'object-cover')}
    />
  )
}
