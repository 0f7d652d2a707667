// components/stores/mapping-fields.tsx
'use client'

import { MousePointerClick, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { BodyPath } from '@/db/schema/stores'

export type Target = {
  /** A canonical field, or one of `event` and `secret`. */
  readonly name: string
  readonly label: string
  readonly path: BodyPath
  /** What stands there in the body that is shown; null when nothing does. */
  readonly value: string | null
  readonly needed: boolean
  readonly error?: string | undefined
}

type Props = {
  readonly targets: readonly Target[]
  /** Null when nothing is being pointed at. */
  readonly active: string | null
  readonly choose: (name: string) => void
  readonly clear: (name: string) => void
}

/** One line a field: press it, then the value it is found at. */
export function MappingFields({ targets, active, choose, clear }: Props) {
  return (
    <ul className="[&>li+li]:border-t">
      {targets.map((target) => (
        <Line
          key={target.name}
          target={target}
          on={target.name === active}
          choose={choose}
          clear={clear}
        />
      ))}
    </ul>
  )
}

type LineProps = Pick<Props, 'choose' | 'clear'> & { readonly target: Target; readonly on: boolean }

function Line({ target, on, choose, clear }: LineProps) {
  const t = useTranslations('stores.mapping')
  const { name, label, path, value, needed, error } = target
  const errorId = `mapping-${name}-error`
  return (
    <li className={on ? 'bg-muted' : undefined}>
      <div className="flex items-center gap-1 pr-2">
        <button
          type="button"
          aria-pressed={on}
          aria-describedby={error === undefined ? undefined : errorId}
          onClick={() => choose(name)}
          className="grid min-h-12 min-w-0 flex-1 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-3 px-4 py-2 text-left"
        >
          <span className={needed ? 'font-medium' : undefined}>
            {label}
            {needed && <span aria-hidden> *</span>}
          </span>
          {path.length === 0 ? (
            <span className="flex items-center gap-1.5 text-muted-foreground">
              {on && <MousePointerClick aria-hidden className="size-4 shrink-0" />}
              {t(on ? 'pointNow' : 'notPointed')}
            </span>
          ) : (
            <span className="grid min-w-0">
              <span className="truncate">{value ?? t('absentHere')}</span>
              <span className="truncate font-mono text-xs text-muted-foreground">
                {path.join('.')}
              </span>
            </span>
          )}
        </button>
        {path.length > 0 && (
          <button
            type="button"
            onClick={() => clear(name)}
            aria-label={t('clear', { field: label })}
            className="grid size-9 shrink-0 place-items-center rounded-sm text-muted-foreground hover:bg-card hover:text-foreground"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className="px-4 pb-2 text-xs text-refused">
          {error}
        </p>
      )}
    </li>
  )
}
