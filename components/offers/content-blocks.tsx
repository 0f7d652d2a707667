// components/offers/content-blocks.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Badge } from '@/components/ui/badge'
import { Switch } from '@/components/ui/switch'
import type { Block, BlockKind } from '@/db/schema/offer-content'
import { moved } from './content-keys'
import { Sortable, SortablePart } from './content-sortable'
import type { FieldEditorProps } from './field-shape'

/** Each kind once, as a page usually has them; the compiler asks for every one. */
const USUAL: Readonly<Record<BlockKind, boolean>> = {
  video: true,
  description: true,
  gallery: true,
  testimonials: true,
  guarantee: true,
  about: true,
  questions: true,
  lead: false,
}

type Props = FieldEditorProps<'blocks'> & {
  /** Whether the page has something to show there. */
  readonly filled: Readonly<Record<BlockKind, boolean>>
  /** Leads to where that is written. */
  readonly onOpen: (kind: BlockKind) => void
}

/** The page as a list of parts: ordered, switched on and off, each saying why it would not be seen. */
export function ContentBlocks({ value, onChange, disabled, filled, onOpen }: Props) {
  const t = useTranslations('offers.content.blocks')
  const blocks = everyOne(value)
  const name = (kind: BlockKind) => t(`kind.${kind}`)
  const move = (from: number, to: number) => onChange(moved(blocks, from, to))
  return (
    <div className="grid gap-1.5">
      <Fixed>{t('head')}</Fixed>
      <Sortable
        keys={blocks.map(({ kind }) => kind)}
        names={blocks.map(({ kind }) => name(kind))}
        onMove={move}
        layout="list"
      >
        <ul className="grid gap-1.5">
          {blocks.map((block, at) => (
            <SortablePart
              key={block.kind}
              id={block.kind}
              name={name(block.kind)}
              {...{ at, of: blocks.length, onMove: move, disabled }}
              className="rounded-md border bg-card"
            >
              {(movers) => (
                <BlockRow
                  block={block}
                  movers={movers}
                  isFilled={filled[block.kind]}
                  disabled={disabled}
                  onOpen={() => onOpen(block.kind)}
                  onSwitch={(on) =>
                    onChange(
                      blocks.map((each) => (each.kind === block.kind ? { ...each, on } : each)),
                    )
                  }
                />
              )}
            </SortablePart>
          ))}
        </ul>
      </Sortable>
      <Fixed>{t('payment')}</Fixed>
    </div>
  )
}

/** What stands where it stands: the head and the payment are the page's own. */
const Fixed = ({ children }: { readonly children: React.ReactNode }) => (
  <p className="rounded-md border border-dashed px-3 py-2.5 text-sm text-muted-foreground">
    {children}
  </p>
)

type RowProps = {
  readonly block: Block
  readonly movers: React.ReactNode
  readonly isFilled: boolean
  readonly disabled: boolean
  readonly onOpen: () => void
  readonly onSwitch: (on: boolean) => void
}

function BlockRow({ block, movers, isFilled, disabled, onOpen, onSwitch }: RowProps) {
  const t = useTranslations('offers.content.blocks')
  const id = useId()
  const { kind, on } = block
  return (
    <div className="flex items-center gap-2 py-1 pr-3 pl-1">
      {movers}
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
        <label htmlFor={id} className="text-sm font-medium">
          {t(`kind.${kind}`)}
        </label>
        {on && !isFilled && (
          <span className="text-xs text-muted-foreground">
            {t(`empty.${kind}`)}{' '}
            <button type="button" className="prose-link" onClick={onOpen}>
              {t(`fill.${kind}`)}
            </button>
          </span>
        )}
        {!on && <Badge>{t('off')}</Badge>}
      </div>
      <Switch id={id} checked={on} disabled={disabled} onCheckedChange={onSwitch} />
    </div>
  )
}

/** A draft that never chose has an empty list: it is the usual one. */
function everyOne(chosen: readonly Block[]): readonly Block[] {
  const rest = (Object.keys(USUAL) as BlockKind[])
    .filter((kind) => chosen.every((block) => block.kind !== kind))
    .map((kind) => ({ kind, on: USUAL[kind] }))
  return [...chosen, ...rest]
}
