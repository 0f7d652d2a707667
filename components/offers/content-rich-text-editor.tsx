// components/offers/content-rich-text-editor.tsx
'use client'

import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { useFieldControl } from '@/components/ui/field'
import { cleanPaste } from './content-paste'
import type { RichTextProps } from './content-rich-text'
import { RichTextToolbar } from './content-rich-text-toolbar'

/** What `lib/offers/clean-html.ts` lets through, and nothing that it would take away again. */
const KIT = StarterKit.configure({
  heading: { levels: [2, 3] },
  code: false,
  codeBlock: false,
  horizontalRule: false,
  strike: false,
  underline: false,
  link: {
    openOnClick: false,
    autolink: true,
    defaultProtocol: 'https',
    protocols: ['mailto'],
    isAllowedUri: (address, { defaultValidate }) =>
      defaultValidate(address) && /^(https?:|mailto:|[^:]+$)/i.test(address),
    HTMLAttributes: { rel: 'noopener nofollow', target: '_blank' },
  },
})

const htmlOf = (editor: Editor) => (editor.isEmpty ? '' : editor.getHTML())

/** Loaded by `content-rich-text.tsx`, when the page stands. */
export function RichTextEditor({ value, onChange, label, disabled }: RichTextProps) {
  const field = useFieldControl()
  /** What the form has from here: anything else came from elsewhere, and is shown. */
  const told = useRef(value)
  const editor = useEditor({
    extensions: [KIT],
    content: value,
    editable: !disabled,
    // The server has no document: it draws an empty place.
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      transformPastedHTML: cleanPaste,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: WRITING,
        ...(field.id !== undefined && { id: field.id }),
      },
    },
    onUpdate: ({ editor: changed }) => {
      told.current = htmlOf(changed)
      onChange(told.current)
    },
  })

  useEffect(() => {
    if (editor === null || value === told.current) return
    told.current = value
    editor.commands.setContent(value, { emitUpdate: false })
  }, [editor, value])
  useEffect(() => {
    editor?.setEditable(!disabled, false)
  }, [editor, disabled])
  const [describedBy, invalid] = [field['aria-describedby'], field['aria-invalid']]
  useEffect(() => {
    const place = editor?.view.dom
    if (place === undefined) return
    place.setAttribute('aria-describedby', describedBy ?? '')
    place.toggleAttribute('aria-invalid', invalid === true)
  }, [editor, describedBy, invalid])

  return (
    <div
      className={cn(
        'min-w-0 overflow-hidden rounded-md border border-input bg-card focus-within:border-past has-aria-invalid:border-refused',
        disabled && 'bg-muted text-muted-foreground',
      )}
    >
      {editor !== null && !disabled && <RichTextToolbar editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  )
}

const WRITING = cn(
  'max-h-[28rem] min-h-44 overflow-y-auto px-3 py-2.5 text-base outline-none md:text-sm [overflow-wrap:anywhere]',
  '[&>*+*]:mt-2 [&_h2]:mt-4 [&_h2]:text-base [&_h2]:font-semibold [&_h3]:mt-3 [&_h3]:font-semibold',
  '[&_ul]:list-disc [&_ul]:pl-5 [&_ol]:list-decimal [&_ol]:pl-5 [&_li+li]:mt-1',
  '[&_blockquote]:border-l-2 [&_blockquote]:pl-3 [&_blockquote]:text-muted-foreground',
  '[&_a]:underline [&_a]:underline-offset-2',
)
