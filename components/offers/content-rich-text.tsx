// components/offers/content-rich-text.tsx
'use client'

import { lazy, Suspense } from 'react'
import { cn } from '@/components/ui/cn'
import { controlClasses } from '@/components/ui/input'
import type { FieldEditorProps } from './field-shape'

/** Its library is heavier than the rest of the editor: it comes behind it. */
const RichText = lazy(async () => ({
  default: (await import('./content-rich-text-editor')).RichTextEditor,
}))

export type RichTextProps = Omit<FieldEditorProps<'description'>, 'errors'> & {
  /** What the text is, for who hears it. */
  readonly label: string
}

/** A text with headings, lists, quotes and links. Stands inside a `Field`. */
export function ContentRichText(props: RichTextProps) {
  return (
    <Suspense
      fallback={<div aria-hidden className={cn(controlClasses, 'h-56 animate-pulse bg-muted')} />}
    >
      <RichText {...props} />
    </Suspense>
  )
}
