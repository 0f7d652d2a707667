// components/offers/editor-context.tsx
'use client'

import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { OfferEditorView } from '@/lib/offers/editor-view'
import type { OfferFieldError, OfferFieldName } from '@/lib/offers/offer-fields'

type Editor = {
  readonly offer: OfferEditorView
  readonly faults: readonly OfferFieldError[]
  readonly canEdit: boolean
}

const EditorContext = createContext<Editor | null>(null)

export function EditorProvider({ children, ...editor }: Editor & { readonly children: ReactNode }) {
  const { offer, faults, canEdit } = editor
  const value = useMemo(() => ({ offer, faults, canEdit }), [offer, faults, canEdit])
  return <EditorContext value={value}>{children}</EditorContext>
}

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (editor === null) throw new Error('a field of the editor stands outside of it')
  return editor
}

/** Codes of what is wrong inside one field, by place. */
export function useFaults(name: OfferFieldName): Readonly<Record<string, string>> {
  const { faults } = useEditor()
  return useMemo(
    () =>
      Object.fromEntries(
        faults.filter(({ path }) => path === name).map(({ inside, code }) => [inside, code]),
      ),
    [faults, name],
  )
}

/** The sentence for a code, or the field's own. */
export function useSentence() {
  const t = useTranslations('offers')
  return (name: OfferFieldName, code: string): string => {
    const key = `fault.${code}` as 'fault.plan_missing'
    return t.has(key) ? t(key) : t(`field.${name}.error`)
  }
}

/** What stands around a field: its name, what it asks for, and what the "?" tells. */
export function useSaid(name: OfferFieldName) {
  const t = useTranslations('offers.field')
  return { label: t(`${name}.label`), hint: t(`${name}.hint`), help: t(`${name}.help`) }
}
