// components/stores/body-tree.tsx
'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Tree } from '@/lib/postbacks/shown-body'

/** Branches are drawn when they are opened, so that a huge body costs what somebody looks at. */
export function BodyTree({ tree }: { readonly tree: Tree }) {
  return (
    <ul className="font-mono text-xs/6 break-words">
      {tree.kind === 'branch' ? (
        tree.children.map((child) => <Node key={child.name} tree={child} open />)
      ) : (
        <li>{tree.text}</li>
      )}
    </ul>
  )
}

const SMALL = 24

function Node({ tree, open }: { readonly tree: Tree; readonly open: boolean }) {
  const t = useTranslations('stores.postback')
  const [isOpen, setOpen] = useState(open && tree.kind === 'branch' && tree.size <= SMALL)
  if (tree.kind === 'value') {
    return (
      <li className="grid grid-cols-[minmax(0,max-content)_minmax(0,1fr)] gap-x-2 pl-5">
        <span className="text-muted-foreground">{tree.name}</span>
        <span className="[overflow-wrap:anywhere] whitespace-pre-wrap">{tree.text}</span>
      </li>
    )
  }
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-6 max-w-full items-center gap-1 rounded-xs text-left hover:bg-muted"
      >
        <ChevronRight
          aria-hidden
          className={`size-4 shrink-0 text-muted-foreground transition-transform duration-120 ${isOpen ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0 font-medium">{tree.name}</span>
        <span className="text-muted-foreground">
          {tree.size === 0 ? t('emptyList') : t('items', { count: tree.size })}
        </span>
      </button>
      {isOpen && (
        <ul className="ml-2 border-l pl-2">
          {tree.children.map((child) => (
            <Node key={child.name} tree={child} open={!tree.list} />
          ))}
        </ul>
      )}
    </li>
  )
}
