// components/stores/mapping-tree.tsx
'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { BodyPath } from '@/db/schema/stores'

type Props = {
  readonly body: unknown
  /** Parameters of the address it was sent to, with the name their paths begin with. */
  readonly query: Readonly<Record<string, string>>
  readonly inQuery: string
  /** What is already pointed at, by its path: the words for its chip. */
  readonly chips: ReadonlyMap<string, string>
  readonly pick: (path: BodyPath) => void
}

export const pathKey = (path: BodyPath) => path.join('\u0000')

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** A received body as a tree. One stop of the Tab key; the arrows walk through its values. */
export function MappingTree({ body, query, inQuery, chips, pick }: Props) {
  const t = useTranslations('stores.mapping')
  const root = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const first = firstLeaf(body) ?? []
  const leaf: LeafProps['leaf'] = {
    chips,
    pick,
    stop: at ?? pathKey(first),
    came: setAt,
  }
  const walk = (event: KeyboardEvent) => {
    const leaves = [...(root.current?.querySelectorAll<HTMLElement>('[data-leaf]') ?? [])]
    const now = leaves.indexOf(document.activeElement as HTMLElement)
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? leaves.length - 1
          : now + (STEPS[event.key] ?? 0)
    if (next === now || leaves[next] === undefined) return
    event.preventDefault()
    leaves[next].focus()
  }
  return (
    <fieldset ref={root as never} onKeyDown={walk} className="min-w-0 font-mono text-xs/5">
      <legend className="sr-only">{t('tree')}</legend>
      <Branch value={body} path={[]} leaf={leaf} />
      {Object.keys(query).length > 0 && (
        <div className="mt-3 border-t pt-3">
          <p className="mb-1 font-sans text-muted-foreground">{t('query')}</p>
          <Branch value={query} path={[inQuery]} leaf={leaf} />
        </div>
      )}
    </fieldset>
  )
}

function firstLeaf(value: unknown, path: BodyPath = []): BodyPath | null {
  if (typeof value !== 'object' || value === null) return path
  for (const [name, held] of Object.entries(value)) {
    const found = firstLeaf(held, [...path, name])
    if (found !== null) return found
  }
  return null
}

type LeafProps = {
  readonly value: unknown
  readonly path: BodyPath
  readonly leaf: {
    readonly chips: Props['chips']
    readonly pick: Props['pick']
    readonly stop: string
    readonly came: (key: string) => void
  }
}

function Branch({ value, path, leaf }: LeafProps) {
  if (typeof value !== 'object' || value === null) return <Leaf {...{ value, path, leaf }} />
  const entries = Object.entries(value)
  return (
    <ul
      className={
        path.length > 1 || (path.length === 1 && entries.length > 0) ? 'border-l pl-3' : ''
      }
    >
      {entries.map(([name, held]) => {
        const here = [...path, name]
        const nested = typeof held === 'object' && held !== null
        return (
          <li key={name}>
            {nested && (
              <span className="text-muted-foreground">
                {name}
                {Array.isArray(held) ? ` [${held.length}]` : ''}
              </span>
            )}
            <Branch value={held} path={here} leaf={leaf} />
          </li>
        )
      })}
    </ul>
  )
}

const LONGEST = 60

function Leaf({ value, path, leaf }: LeafProps) {
  const key = pathKey(path)
  const chip = leaf.chips.get(key)
  const text = value === null ? 'null' : String(value)
  return (
    <button
      type="button"
      data-leaf
      tabIndex={leaf.stop === key ? 0 : -1}
      onFocus={() => leaf.came(key)}
      onClick={() => leaf.pick(path)}
      className="flex min-h-7 w-full flex-wrap items-center gap-x-2 rounded-sm px-1 text-left hover:bg-muted max-md:min-h-10"
    >
      <span className="text-muted-foreground">{path.at(-1)}</span>
      <span className="break-all">
        {text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text === '' ? '""' : text}
      </span>
      {chip !== undefined && (
        <span className="rounded-xs bg-foreground px-1.5 font-sans text-background">{chip}</span>
      )}
    </button>
  )
}
