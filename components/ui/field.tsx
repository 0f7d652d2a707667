// components/ui/field.tsx
'use client'

import { createContext, type ReactNode, useContext, useId, useMemo } from 'react'
import { cn } from './cn'
import { Help } from './help'
import { Label } from './label'

type FieldState = {
  readonly id: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
  readonly required: boolean
}

const FieldContext = createContext<FieldState | null>(null)

/** What a control inside a `Field` puts on itself, so that label, hint and error belong to it. */
export function useFieldControl(): {
  id?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
} {
  const field = useContext(FieldContext)
  if (field === null) return {}
  return {
    id: field.id,
    ...(field.describedBy !== undefined && { 'aria-describedby': field.describedBy }),
    ...(field.invalid && { 'aria-invalid': true }),
    ...(field.required && { 'aria-required': true }),
  }
}

type Props = {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What the "?" beside the label tells; the label has to be plain text then. */
  readonly help?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  /** The label is read out, not shown. */
  readonly labelHidden?: boolean
  readonly className?: string
  /** By which the control is found, to lead somebody to it. */
  readonly 'data-field'?: string
  readonly children: ReactNode
}

/** Label, one control, what helps, and what is wrong in one human sentence. */
export function Field(props: Props) {
  const {
    label,
    hint,
    help,
    error,
    required = false,
    labelHidden = false,
    className,
    children,
  } = props
  const id = useId()
  const invalid = error !== undefined && error !== null && error !== false && error !== ''
  const described = [hint != null && `${id}-hint`, invalid && `${id}-error`].filter(Boolean)
  const describedBy = described.length > 0 ? described.join(' ') : undefined
  const state = useMemo(
    () => ({ id, describedBy, invalid, required }),
    [id, describedBy, invalid, required],
  )
  return (
    <FieldContext value={state}>
      <div data-field={props['data-field']} className={cn('grid content-start gap-1.5', className)}>
        <div className={cn('flex items-center gap-1', labelHidden && 'sr-only')}>
          <Label htmlFor={id}>{label}</Label>
          {help != null && <Help of={String(label)}>{help}</Help>}
        </div>
        {children}
        {hint != null && (
          <p id={`${id}-hint`} className="text-xs text-muted-foreground">
            {hint}
          </p>
        )}
        {invalid && (
          <p id={`${id}-error`} role="alert" className="text-xs font-medium text-refused">
            {error}
          </p>
        )}
      </div>
    </FieldContext>
  )
}
