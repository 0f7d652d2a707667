// components/offers/content-sortable.tsx
'use client'

import {
  type Announcements,
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  rectSortingStrategy,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

type Props = {
  readonly keys: readonly string[]
  /** What each is called when it is moved: its words, or its place. */
  readonly names: readonly string[]
  readonly onMove: (from: number, to: number) => void
  readonly layout: 'list' | 'grid'
  readonly children: ReactNode
}

const STRATEGY = { list: verticalListSortingStrategy, grid: rectSortingStrategy } as const

/** Parts that are ordered by dragging, with the keys of a keyboard, or with two buttons. */
export function Sortable({ keys, names, onMove, layout, children }: Props) {
  const t = useTranslations('offers.content.sort')
  const id = useId()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const at = (key: UniqueIdentifier) => keys.indexOf(String(key))
  const told = (key: UniqueIdentifier) => ({
    name: names[at(key)] ?? '',
    place: at(key) + 1,
    total: keys.length,
  })
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('lifted', told(active.id)),
    // Over itself, as at the start: it would otherwise be said to go where it is.
    onDragOver: ({ active, over }) =>
      over === null
        ? undefined
        : over.id === active.id
          ? t('lifted', told(active.id))
          : t('over', { ...told(active.id), place: at(over.id) + 1 }),
    onDragEnd: ({ active, over }) =>
      t('dropped', { ...told(active.id), place: at(over?.id ?? active.id) + 1 }),
    onDragCancel: ({ active }) => t('canceled', told(active.id)),
  }
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t('instructions') },
      }}
      onDragEnd={({ active, over }) => {
        if (over !== null && over.id !== active.id) onMove(at(active.id), at(over.id))
      }}
    >
      <SortableContext items={[...keys]} strategy={STRATEGY[layout]}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

type PartProps = {
  readonly id: string
  readonly name: string
  readonly at: number
  readonly of: number
  readonly onMove: (from: number, to: number) => void
  readonly disabled: boolean
  readonly className?: string
  /** Called with what moves this part: a handle, and two buttons. */
  readonly children: (movers: ReactNode) => ReactNode
}

/** One part of a `Sortable`. */
export function SortablePart(props: PartProps) {
  const { id, name, at, of, onMove, disabled, className, children } = props
  const t = useTranslations('offers.content.sort')
  const sortable = useSortable({
    id,
    disabled,
    attributes: { roleDescription: t('role') },
  })
  const { transform, transition, isDragging } = sortable
  const step = (by: -1 | 1) => ({
    size: 'icon' as const,
    variant: 'ghost' as const,
    disabled: disabled || at + by < 0 || at + by >= of,
    className: 'w-7 disabled:border-transparent disabled:bg-transparent disabled:opacity-35',
    onClick: () => onMove(at, at + by),
  })
  return (
    <li
      ref={sortable.setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={cn('min-w-0', className, isDragging && 'relative z-10 shadow-float')}
    >
      {children(
        <span className="flex items-center">
          <button
            type="button"
            ref={sortable.setActivatorNodeRef}
            {...sortable.attributes}
            {...sortable.listeners}
            aria-label={t('handle', { name })}
            disabled={disabled}
            className="grid h-9 w-7 cursor-grab touch-none place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground active:cursor-grabbing disabled:hidden"
          >
            <GripVertical aria-hidden className="size-4" />
          </button>
          <Button {...step(-1)} aria-label={t('up', { name })}>
            <ArrowUp aria-hidden />
          </Button>
          <Button {...step(1)} aria-label={t('down', { name })}>
            <ArrowDown aria-hidden />
          </Button>
        </span>,
      )}
    </li>
  )
}
