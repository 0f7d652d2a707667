// components/offers/content-rich-text-link.tsx
'use client'

import type { Editor } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

/** `exemplo.com` is meant as an address of the web, `nome@exemplo.com` as one for mail. */
function addressOf(typed: string): string | null {
  const text = typed.trim()
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  const url = URL.parse(whole)
  if (url === null || !/^(https?|mailto):$/.test(url.protocol)) return null
  return url.protocol === 'mailto:' || url.hostname.includes('.') ? whole : null
}

/** Where the chosen words lead; without an address they lead nowhere again. */
export function LinkForm({
  editor,
  onDone,
}: {
  readonly editor: Editor
  readonly onDone: () => void
}) {
  const t = useTranslations('offers.content.text.link')
  const before = String(editor.getAttributes('link').href ?? '')
  const [typed, setTyped] = useState(before)
  const [wrong, setWrong] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => input.current?.focus(), [])

  const set = (href: string | null) => {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (href === null) chain.unsetLink().run()
    else if (editor.state.selection.empty && before === '') {
      const marks = [{ type: 'link', attrs: { href } }]
      chain.insertContent({ type: 'text', text: typed.trim(), marks }).run()
    } else chain.setLink({ href }).run()
    onDone()
  }
  const keep = () => {
    if (typed.trim() === '') return set(null)
    const href = addressOf(typed)
    if (href === null) setWrong(true)
    else set(href)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Enter') return keep()
    editor.commands.focus()
    onDone()
  }
  return (
    <div className="grid gap-1.5 border-b bg-muted/40 p-2">
      <label htmlFor={id} className="text-xs font-medium">
        {t('label')}
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          ref={input}
          id={id}
          type="url"
          inputMode="url"
          autoComplete="off"
          value={typed}
          placeholder="https://…"
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(false)
          }}
          onKeyDown={keys}
          className="min-w-40 flex-1"
        />
        <Button onClick={keep}>{t('keep')}</Button>
        {before !== '' && (
          <Button variant="ghost" onClick={() => set(null)}>
            {t('remove')}
          </Button>
        )}
      </div>
      {wrong && (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-refused">
          {t('wrong')}
        </p>
      )}
    </div>
  )
}
