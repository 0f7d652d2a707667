// app/(panel)/stores/[id]/mapping/use-mapping.ts
'use client'

import { useEffect, useState, useTransition } from 'react'
import type { BodyPath, Mapping } from '@/db/schema/stores'
import type { MappingPreview } from '@/lib/postbacks/mapping-sample'
import { previewMappingAction, wordsAtAction } from './actions'

const PAUSE_MS = 350

type Started = {
  readonly storeId: string
  readonly postbackId: string
  readonly first: Mapping
  readonly firstWords: readonly string[]
}

/** The draft, what it would make of the body that is shown, and the words to be explained. */
export function useMapping({ storeId, postbackId, first, firstWords }: Started) {
  const [mapping, setMapping] = useState(first)
  const [preview, setPreview] = useState<MappingPreview | null>(null)
  const [words, setWords] = useState(firstWords)
  const [, start] = useTransition()
  useEffect(() => {
    let gone = false
    const timer = setTimeout(async () => {
      const next = await previewMappingAction({ postbackId, mapping }).catch(() => null)
      if (!gone && next !== null) setPreview(next)
    }, PAUSE_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [postbackId, mapping])

  const look = (path: BodyPath) =>
    start(async () => setWords(path.length === 0 ? [] : await wordsAtAction(storeId, path)))

  /** Where one thing stands: a field, the event's word, or the secret. */
  const point = (name: string, path: BodyPath) => {
    if (name === 'event') {
      setMapping((now) => ({ ...now, event: path }))
      return look(path)
    }
    if (name === 'secret') return setMapping((now) => ({ ...now, secret: { in: 'body', path } }))
    setMapping((now) => ({ ...now, fields: { ...now.fields, [name]: path } }))
  }
  const replace = (next: Mapping) => {
    setMapping(next)
    look(next.event)
  }
  const change = (part: Partial<Mapping>) => setMapping((now) => ({ ...now, ...part }))
  return { mapping, preview, words, point, replace, change }
}

export const pathOf = ({ fields, event, secret }: Mapping, name: string): BodyPath => {
  if (name === 'event') return event
  if (name === 'secret') return secret.in === 'body' ? secret.path : []
  return fields[name] ?? []
}
