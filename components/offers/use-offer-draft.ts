// components/offers/use-offer-draft.ts
'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type FieldName, fromForm, type OfferForm } from './offer-form'

type FieldError = { readonly path: FieldName; readonly code: string }
type Saved = {
  readonly ok: boolean
  readonly message: string | null
  readonly errors: readonly FieldError[]
  readonly changed: readonly FieldName[]
}
export type SaveDraft = (fields: unknown) => Promise<Saved>
export type Errors = Readonly<Partial<Record<FieldName, string>>>

export type DraftState = 'saved' | 'saving' | 'not_saved'

const PAUSE_MS = 600

const toErrors = (errors: readonly FieldError[]): Errors =>
  Object.fromEntries(errors.map(({ path, code }) => [path, code]))

/** Saves what is typed after a short pause, one save at a time, and never an older one over a newer. */
export function useOfferDraft(
  initial: OfferForm,
  changedBefore: readonly FieldName[],
  save: SaveDraft,
) {
  const [form, setForm] = useState(initial)
  const [state, setState] = useState<DraftState>('saved')
  const [errors, setErrors] = useState<Errors>({})
  const [changed, setChanged] = useState(changedBefore)
  /** Goes up with each save, so that the preview knows when to look again. */
  const [version, setVersion] = useState(0)
  const latest = useRef(initial)
  const saved = useRef(initial)
  const running = useRef<Promise<void> | null>(null)

  const flush = useCallback(async (): Promise<void> => {
    if (running.current !== null) await running.current
    if (saved.current === latest.current) return
    const sent = latest.current
    setState('saving')
    running.current = save(fromForm(sent))
      .then((result) => {
        saved.current = sent
        setErrors(toErrors(result.errors))
        if (result.ok) setChanged(result.changed)
        setState(result.ok ? 'saved' : 'not_saved')
        setVersion((before) => before + 1)
      })
      .catch(() => setState('not_saved'))
      .finally(() => {
        running.current = null
      })
    await running.current
  }, [save])

  useEffect(() => {
    if (form === saved.current) return
    const timer = setTimeout(() => void flush(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [form, flush])

  const set = useCallback((name: FieldName, value: string) => {
    setForm((before) => {
      const next = { ...before, [name]: value }
      latest.current = next
      return next
    })
  }, [])

  const published = useCallback(() => {
    setChanged([])
    setVersion((before) => before + 1)
  }, [])
  const refuse = useCallback((refused: readonly FieldError[]) => setErrors(toErrors(refused)), [])

  return { form, set, state, errors, changed, version, flush, published, refuse }
}
