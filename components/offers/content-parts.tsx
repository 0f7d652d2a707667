// components/offers/content-parts.tsx
'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { moved, useKeys } from './content-keys'
import { Sortable, SortablePart } from './content-sortable'

type Props<T> = {
  readonly value: readonly T[]
  readonly onChange: (value: T[]) => void
  readonly max: number
  readonly blank: T
  readonly nameOf: (part: T, place: number) => string
  readonly words: {
    readonly add: string
    readonly removeOf: (name: string) => string
    /** Says what these are for, while there is none. */
    readonly none: string
  }
  readonly disabled: boolean
  readonly children: (part: T, at: number, change: (part: T) => void) => ReactNode
}

/** A list of parts that are written one by one: added, ordered, taken away. */
export function ContentParts<T>(props: Props<T>) {
  const { value, onChange, max, blank, nameOf, words, disabled, children } = props
  const t = useTranslations('offers.content.parts')
  const { keys, move, remove } = useKeys(value.length)
  const list = useRef<HTMLUListElement>(null)
  const added = useRef(false)
  useEffect(() => {
    if (!added.current || list.current === null) return
    added.current = false
    const last = list.current.querySelector<HTMLElement>(':scope > li:last-child')
    last?.querySelector<HTMLElement>('input:not([type=file]), textarea')?.focus()
  })

  const names = value.map((part, at) => nameOf(part, at + 1))
  const onMove = (from: number, to: number) => {
    move(from, to)
    onChange(moved(value, from, to))
  }
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      {value.length === 0 && (
        <p className="rounded-lg border border-dashed px-4 py-5 text-sm text-muted-foreground">
          {words.none}
        </p>
      )}
      <Sortable keys={keys} names={names} onMove={onMove} layout="list">
        <ul ref={list} className="grid grid-cols-[minmax(0,1fr)] gap-3 empty:hidden">
          {value.map((part, at) => (
            <SortablePart
              key={keys[at]}
              id={keys[at] ?? ''}
              name={names[at] ?? ''}
              {...{ at, of: value.length, onMove, disabled }}
              className="rounded-lg border bg-card"
            >
              {(movers) => (
                <>
                  <div className="flex items-center gap-1 border-b py-1 pr-1 pl-1">
                    {movers}
                    <span className="min-w-0 flex-1 truncate px-1 text-xs font-medium text-muted-foreground">
                      {names[at]}
                    </span>
                    {!disabled && (
                      <Button
                        size="icon"
                        variant="ghost"
                        aria-label={words.removeOf(names[at] ?? '')}
                        onClick={() => {
                          remove(at)
                          onChange(value.filter((_, i) => i !== at))
                        }}
                      >
                        <Trash2 aria-hidden />
                      </Button>
                    )}
                  </div>
                  <div className="p-3 sm:p-4">
                    {children(part, at, (next) =>
                      onChange(value.map((each, i) => (i === at ? next : each))),
                    )}
                  </div>
                </>
              )}
            </SortablePart>
          ))}
        </ul>
      </Sortable>
      {!disabled && (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            disabled={value.length >= max}
            onClick={() => {
              added.current = true
              onChange([...value, blank])
            }}
          >
            <Plus aria-hidden />
            {words.add}
          </Button>
          {value.length >= max && (
            <span className="text-xs text-muted-foreground">{t('full', { max })}</span>
          )}
        </div>
      )}
    </div>
  )
}
