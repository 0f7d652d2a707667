// components/offers/image-picker.tsx
'use client'

import { ImagePlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useFieldControl } from '@/components/ui/field'
import type { Id } from '@/lib/kernel/ids'
import { ImageDrop } from './image-drop'
import { ImageProgress } from './image-progress'
import { ImageThumb } from './image-thumb'
import { type Sending, useUpload } from './use-upload'

const SHAPES = {
  round: 'size-16 rounded-full',
  square: 'size-16 rounded-md',
  wide: 'aspect-video w-32 rounded-md',
  mark: 'h-12 w-28 rounded-md',
} as const

type Props = {
  readonly value: Id<'image'> | null
  readonly onChange: (value: Id<'image'> | null) => void
  /** What the picture is, for who hears the buttons: "Foto de Dalva". */
  readonly label: string
  readonly shape: keyof typeof SHAPES
  readonly disabled: boolean
}

/** One picture inside a `Field`: dropped, pasted or chosen; replaced; taken away. */
export function ImagePicker({ value, onChange, label, shape, disabled }: Props) {
  const t = useTranslations('offers.content.image')
  const control = useFieldControl()
  const upload = useUpload()
  const [sending, setSending] = useState<Sending | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)

  const send = async ([file]: readonly File[]) => {
    if (file === undefined || sending !== null) return
    setWrong(null)
    setSending({ phase: 'sending', share: 0 })
    const done = await upload(file, setSending)
    setSending(null)
    if (done.ok) onChange(done.id)
    else setWrong(done.message)
  }
  const contained = shape === 'mark'
  return (
    <ImageDrop disabled={disabled || sending !== null} onFiles={send}>
      {(choose) => (
        <div className="flex items-center gap-3">
          <span
            className={cn(
              'flex shrink-0 items-center justify-center overflow-hidden border bg-muted text-muted-foreground',
              SHAPES[shape],
            )}
          >
            {value === null ? (
              <ImagePlus aria-hidden className="size-5" />
            ) : (
              <ImageThumb id={value} contained={contained} />
            )}
          </span>
          <span className="grid min-w-0 flex-1 justify-items-start gap-1.5">
            <span className="flex flex-wrap gap-2">
              <Button
                size="sm"
                {...control}
                disabled={disabled}
                busy={sending !== null}
                aria-label={t(value === null ? 'sendOf' : 'replaceOf', { label })}
                onClick={choose}
              >
                {t(value === null ? 'send' : 'replace')}
              </Button>
              {value !== null && !disabled && (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t('removeOf', { label })}
                  onClick={() => onChange(null)}
                >
                  {t('remove')}
                </Button>
              )}
            </span>
            {sending !== null && <ImageProgress {...sending} />}
            {wrong !== null && (
              <span role="alert" className="text-xs font-medium text-refused">
                {wrong}
              </span>
            )}
          </span>
        </div>
      )}
    </ImageDrop>
  )
}
