// components/offers/content-rich-text-toolbar.tsx
'use client'

import { type Editor, useEditorState } from '@tiptap/react'
import {
  Bold,
  Heading2,
  Heading3,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  Undo2,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { LinkForm } from './content-rich-text-link'

const MARKS = ['bold', 'italic', 'h2', 'h3', 'bullets', 'numbers', 'quote', 'link'] as const
type Mark = (typeof MARKS)[number]
type Tool = Mark | 'undo' | 'redo'

const ICONS: Readonly<Record<Tool, LucideIcon>> = {
  bold: Bold,
  italic: Italic,
  h2: Heading2,
  h3: Heading3,
  bullets: List,
  numbers: ListOrdered,
  quote: Quote,
  link: Link2,
  undo: Undo2,
  redo: Redo2,
}
const TOOLS = Object.keys(ICONS) as readonly Tool[]

/** One stop of the Tab key; the arrows go from one button to the next. */
export function RichTextToolbar({ editor }: { readonly editor: Editor }) {
  const t = useTranslations('offers.content.text')
  const bar = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<Tool>('bold')
  const [linking, setLinking] = useState(false)
  const state = useEditorState({ editor, selector: ({ editor: now }) => stateOf(now) })

  const press = (tool: Tool) => (tool === 'link' ? setLinking(!linking) : DO[tool](editor))
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? TOOLS.length - 1
          : step === undefined
            ? null
            : (TOOLS.indexOf(current) + step + TOOLS.length) % TOOLS.length
    const next = to === null ? undefined : TOOLS[to]
    if (next === undefined) return
    event.preventDefault()
    setCurrent(next)
    bar.current?.querySelector<HTMLElement>(`[data-tool=${next}]`)?.focus()
  }
  return (
    <>
      <div
        ref={bar}
        role="toolbar"
        aria-label={t('toolbar')}
        onKeyDown={walk}
        className="flex flex-wrap gap-0.5 border-b bg-muted/40 p-1"
      >
        {TOOLS.map((tool) => {
          const Icon = ICONS[tool]
          const pressed = tool === 'undo' || tool === 'redo' ? undefined : state.on[tool]
          const cannot = (tool === 'undo' && !state.canUndo) || (tool === 'redo' && !state.canRedo)
          return (
            <button
              key={tool}
              type="button"
              data-tool={tool}
              tabIndex={tool === current ? 0 : -1}
              aria-label={t(`tool.${tool}`)}
              title={t(`tool.${tool}`)}
              aria-pressed={pressed}
              aria-disabled={cannot || undefined}
              onFocus={() => setCurrent(tool)}
              // The words stay chosen while the button is pressed.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => cannot || press(tool)}
              className={cn(
                'grid size-8 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground',
                'aria-pressed:bg-foreground aria-pressed:text-background aria-disabled:opacity-40',
              )}
            >
              <Icon aria-hidden className="size-4" />
            </button>
          )
        })}
      </div>
      {linking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
    </>
  )
}

const DO: Readonly<Record<Exclude<Tool, 'link'>, (editor: Editor) => void>> = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  h2: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  h3: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  bullets: (editor) => editor.chain().focus().toggleBulletList().run(),
  numbers: (editor) => editor.chain().focus().toggleOrderedList().run(),
  quote: (editor) => editor.chain().focus().toggleBlockquote().run(),
  undo: (editor) => editor.chain().focus().undo().run(),
  redo: (editor) => editor.chain().focus().redo().run(),
}

const stateOf = (editor: Editor) => ({
  on: {
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    h2: editor.isActive('heading', { level: 2 }),
    h3: editor.isActive('heading', { level: 3 }),
    bullets: editor.isActive('bulletList'),
    numbers: editor.isActive('orderedList'),
    quote: editor.isActive('blockquote'),
    link: editor.isActive('link'),
  } satisfies Record<Mark, boolean>,
  canUndo: editor.can().undo(),
  canRedo: editor.can().redo(),
})
