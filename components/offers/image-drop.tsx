// components/offers/image-drop.tsx
'use client'

import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { PICTURE_TYPES } from '@/lib/kernel/picture'

type Props = {
  readonly many?: boolean
  readonly disabled: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly className?: string
  /** Called with what opens the file dialog. */
  readonly children: (choose: () => void) => ReactNode
}

/** Takes pictures that are dropped on it, pasted into it, or chosen from the files. */
export function ImageDrop({ many = false, disabled, onFiles, className, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(0)

  const take = (list: FileList | null) => {
    const files = [...(list ?? [])]
    if (!disabled && files.length > 0) onFiles(many ? files : files.slice(0, 1))
  }
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const drag = (step: number) => (event: DragEvent) => {
    if (!carriesFiles(event) || disabled) return
    event.preventDefault()
    setOver((before) => Math.max(0, before + step))
  }
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setOver(0)
    take(event.dataTransfer.files)
  }
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    take(event.clipboardData.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way to the same; the button is the first.
    <div
      onDragEnter={drag(1)}
      onDragOver={drag(0)}
      onDragLeave={drag(-1)}
      onDrop={drop}
      onPaste={paste}
      data-over={over > 0 || undefined}
      className={cn(
        'rounded-lg data-over:outline-2 data-over:outline-offset-2 data-over:outline-ring',
        className,
      )}
    >
      <input
        ref={input}
        type="file"
        accept={PICTURE_TYPES}
        multiple={many}
        tabIndex={-1}
        aria-hidden
        className="hidden"
        onChange={(event) => {
          take(event.target.files)
          // The same file again is a choice too.
          event.target.value = ''
        }}
      />
      {children(() => input.current?.click())}
    </div>
  )
}
