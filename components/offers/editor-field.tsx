// components/offers/editor-field.tsx
'use client'

import { type ReactNode, useId } from 'react'
import { Controller, type ControllerRenderProps, useFormContext } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Help } from '@/components/ui/help'
import { Switch } from '@/components/ui/switch'
import type { OfferFieldName } from '@/lib/offers/offer-fields'
import { useEditor, useFaults, useSaid, useSentence } from './editor-context'
import type { OfferForm } from './offer-form'

export type FieldControl<Name extends OfferFieldName> = ControllerRenderProps<OfferForm, Name> & {
  readonly disabled: boolean
}

type Props<Name extends OfferFieldName> = {
  readonly name: Name
  readonly className?: string
  readonly children: (control: FieldControl<Name>) => ReactNode
}

/** One control with its label, its "?", its hint and what is wrong with it, all from the catalogue. */
export function EditorField<Name extends OfferFieldName>({
  name,
  className,
  children,
}: Props<Name>) {
  const said = useSaid(name)
  const { control } = useFormContext<OfferForm>()
  const { canEdit } = useEditor()
  const faults = useFaults(name)
  const sentence = useSentence()
  const code = faults['']
  return (
    <Field
      {...said}
      data-field={name}
      error={code === undefined ? undefined : sentence(name, code)}
      {...(className !== undefined && { className })}
    >
      <Controller
        control={control}
        name={name as never}
        render={({ field }) => (
          <>{children({ ...field, disabled: !canEdit } as unknown as FieldControl<Name>)}</>
        )}
      />
    </Field>
  )
}

/** Several controls under one name: a list, a choice of cards, an editor of its own. */
export function EditorGroup<Name extends OfferFieldName>({ name, children }: GroupProps<Name>) {
  const said = useSaid(name)
  const { control } = useFormContext<OfferForm>()
  const { canEdit } = useEditor()
  const faults = useFaults(name)
  const sentence = useSentence()
  const id = useId()
  const code = faults['']
  return (
    <fieldset
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      data-field={name}
      data-fault={code !== undefined || undefined}
      tabIndex={code === undefined ? undefined : -1}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5 outline-none"
    >
      <div className="flex items-center gap-1">
        <span id={`${id}-label`} className="text-sm font-medium">
          {said.label}
        </span>
        <Help of={said.label}>{said.help}</Help>
      </div>
      <p id={`${id}-hint`} className="mb-1 text-xs text-muted-foreground">
        {said.hint}
      </p>
      {code !== undefined && (
        <p role="alert" className="text-xs font-medium text-refused">
          {sentence(name, code)}
        </p>
      )}
      <Controller
        control={control}
        name={name as never}
        render={({ field }) => (
          <>{children({ ...field, disabled: !canEdit } as unknown as FieldControl<Name>, faults)}</>
        )}
      />
    </fieldset>
  )
}

type GroupProps<Name extends OfferFieldName> = {
  readonly name: Name
  readonly children: (
    control: FieldControl<Name>,
    errors: Readonly<Record<string, string>>,
  ) => ReactNode
}

type SwitchName = 'showsCountdown' | 'showsPlacesLeft' | 'takesCoupons'

/** On or off, its words at the left. */
export function EditorSwitch({
  name,
  children,
}: {
  readonly name: SwitchName
  readonly children?: ReactNode
}) {
  const said = useSaid(name)
  const { control } = useFormContext<OfferForm>()
  const { canEdit } = useEditor()
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
        <div className="flex items-center gap-1">
          <label htmlFor={id} className="text-sm font-medium">
            {said.label}
          </label>
          <Help of={said.label}>{said.help}</Help>
        </div>
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {said.hint}
          {children}
        </p>
      </div>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <Switch
            id={id}
            aria-describedby={`${id}-hint`}
            checked={field.value}
            disabled={!canEdit}
            onCheckedChange={field.onChange}
          />
        )}
      />
    </div>
  )
}
