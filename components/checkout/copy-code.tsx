// components/checkout/copy-code.tsx
'use client'

import { useEffect, useRef, useState } from 'react'
import { CopiedIcon, CopyIcon } from './icons'

export type CopyWords = {
  readonly copy: string
  readonly copied: string
  /** Read aloud, once. */
  readonly said: string
  /** Where the browser does not let us: the code is selected, and the rest is the buyer's. */
  readonly byHand: string
  readonly label: string
}

const SHOWN_MS = 4_000

type Props = {
  readonly code: string
  readonly words: CopyWords
  /** Some people type a boleto's line into another device: all of it must be seen. */
  readonly whole?: boolean
}

/** The code and the button that takes it along. */
export function CopyCode({ code, words, whole = false }: Props) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [state, setState] = useState<'ready' | 'copied' | 'byHand'>('ready')
  useEffect(() => {
    if (state !== 'copied') return
    const timer = setTimeout(() => setState('ready'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    const done = await toClipboard(code, field.current)
    setState(done ? 'copied' : 'byHand')
  }
  const shown = {
    ref: field,
    readOnly: true,
    value: code,
    'aria-label': words.label,
    onFocus: () => field.current?.select(),
  }
  return (
    <div className="stack copy">
      <button className="btn wide big" type="button" onClick={copy}>
        {state === 'copied' ? <CopiedIcon /> : <CopyIcon />}
        <span>{state === 'copied' ? words.copied : words.copy}</span>
      </button>
      {whole ? (
        <textarea className="code whole" rows={2} {...shown} />
      ) : (
        <input className="code" {...shown} />
      )}
      <p className={state === 'byHand' ? 'hint' : 'sr'} role="status">
        {state === 'copied' && words.said}
        {state === 'byHand' && words.byHand}
      </p>
    </div>
  )
}

/** A page without https has no clipboard, some browsers' own windows refuse it: the old way is left. */
async function toClipboard(code: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code)
    return true
  } catch {
    field?.focus()
    field?.select()
    return document.execCommand('copy')
  }
}
