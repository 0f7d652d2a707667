// components/offers/use-offer-draft.ts
'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { OfferEditorView } from '@/lib/offers/editor-view'
import type { OfferFieldError, OfferFieldName } from '@/lib/offers/offer-fields'
import type { LastSaved } from '@/lib/offers/why-not-written'
import { createDraftSaver, type Save, type SaverEvent } from './draft-saver'
import { fromForm, type OfferForm, toForm } from './offer-form'

export type DraftPhase = 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'refused'

export type Draft = {
  readonly phase: DraftPhase
  /** What is marked beside the fields. */
  readonly faults: readonly OfferFieldError[]
  readonly changed: readonly OfferFieldName[]
  /** Who saved meanwhile, while it waits for a decision. */
  readonly by: LastSaved | null
  readonly message: string | null
  /** Goes up with each save, so that the preview knows when to look again. */
  readonly version: number
}

type Actions = {
  readonly save: Save
  readonly load: () => Promise<OfferEditorView | null>
  readonly check: () => Promise<LastSaved | null>
}

const reduce = (before: Draft, event: SaverEvent, isStrict: boolean): Draft => {
  switch (event.kind) {
    case 'saving':
      return { ...before, phase: 'saving' }
    case 'offline':
      return { ...before, phase: 'offline' }
    case 'refused':
      return { ...before, phase: 'refused', message: event.message }
    case 'edited_meanwhile':
      return { ...before, phase: 'conflict', by: event.by }
    case 'saved':
      return {
        phase: 'saved',
        // What is only missing is said once somebody wanted to publish, not while they begin.
        faults: [...event.errors, ...event.clashes, ...(isStrict ? event.missing : [])],
        changed: event.changed,
        by: null,
        message: null,
        version: before.version + 1,
      }
  }
}

/** The form of the editor and its draft on the server, kept the same. */
export function useOfferDraft(
  offer: OfferEditorView,
  form: UseFormReturn<OfferForm>,
  { save, load, check }: Actions,
) {
  const [draft, setDraft] = useState<Draft>({
    phase: 'saved',
    faults: [],
    changed: offer.changed,
    by: null,
    message: null,
    version: 0,
  })
  /** Whether somebody pressed publish: from then on what is missing is marked too. */
  const strict = useRef(false)
  const [saver] = useState(() =>
    createDraftSaver({
      save,
      values: fromForm(toForm(offer.fields)),
      editedAt: offer.saved.at,
      tell: (event) => setDraft((before) => reduce(before, event, strict.current)),
    }),
  )

  useEffect(() => {
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        saver.typed(fromForm(values))
        const isTyped = saver.unsaved().length > 0
        setDraft((now) => (now.phase === 'saved' && isTyped ? { ...now, phase: 'waiting' } : now))
      },
    })
    return () => {
      stop()
      // Who goes to another page of the panel leaves nothing typed behind.
      void saver.flush()
    }
  }, [form, saver])

  const adopt = useCallback(
    (view: OfferEditorView) => {
      const values = toForm(view.fields)
      saver.adopt(fromForm(values), view.saved.at)
      form.reset(values)
      setDraft(({ version }) => ({
        phase: 'saved',
        faults: [],
        changed: view.changed,
        by: null,
        message: null,
        version: version + 1,
      }))
    },
    [form, saver],
  )
  /** What the server has, and nothing of what was typed since. */
  const reload = useCallback(async () => {
    const view = await load()
    if (view !== null) adopt(view)
    return view
  }, [load, adopt])

  /** What was typed here over what somebody else saved; the fields that nobody touched here are theirs. */
  const insist = useCallback(async () => {
    await saver.insist()
    await reload()
  }, [saver, reload])

  useAround({ check, reload, saver, setDraft })

  const published = useCallback(
    () => setDraft((now) => ({ ...now, faults: [], changed: [], version: now.version + 1 })),
    [],
  )
  const refuse = useCallback((faults: readonly OfferFieldError[], by?: LastSaved) => {
    strict.current = true
    setDraft((now) => ({ ...now, faults, ...(by && { phase: 'conflict' as const, by }) }))
  }, [])
  return { ...draft, saver, reload, insist, published, refuse }
}

type Around = Pick<Actions, 'check'> & {
  readonly reload: () => Promise<unknown>
  readonly saver: ReturnType<typeof createDraftSaver>
  readonly setDraft: (change: (before: Draft) => Draft) => void
}

/** The line coming back, the window coming back, and the window going away. */
function useAround({ check, reload, saver, setDraft }: Around) {
  const warning = useTranslations('offers.editor')('leave')
  useEffect(() => {
    const online = () => void saver.flush()
    const back = async () => {
      if (document.visibilityState !== 'visible') return
      const last = await check().catch(() => null)
      if (last === null || last.at <= saver.editedAt()) return
      if (saver.unsaved().length === 0) return void (await reload())
      saver.hold()
      setDraft((now) => ({ ...now, phase: 'conflict', by: last }))
    }
    const leave = (event: BeforeUnloadEvent) => {
      if (saver.unsaved().length > 0) event.preventDefault()
    }
    // What is wrong or held cannot be saved on the way out: a link inside the panel asks as well.
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const isStuck = saver.wrong().length > 0 || saver.isHeld()
      if (link === null || link.getAttribute('target') === '_blank' || !isStuck) return
      if (saver.unsaved().length === 0 || window.confirm(warning)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('online', online)
    document.addEventListener('visibilitychange', back)
    window.addEventListener('beforeunload', leave)
    document.addEventListener('click', follow, true)
    return () => {
      window.removeEventListener('online', online)
      document.removeEventListener('visibilitychange', back)
      window.removeEventListener('beforeunload', leave)
      document.removeEventListener('click', follow, true)
    }
  }, [check, reload, saver, setDraft, warning])
}
