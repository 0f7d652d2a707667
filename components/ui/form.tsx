// components/ui/form.tsx
'use client'

import type { ComponentProps, ReactNode } from 'react'
import {
  Controller,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useFormContext,
} from 'react-hook-form'
import { cn } from './cn'
import { Field } from './field'

/**
 * A form bound to react-hook-form. `onSubmit` is what `form.handleSubmit(…)` gives. It posts: sent
 * before the script is there, it must not put a password into the address.
 */
export function Form<Values extends FieldValues>({
  form,
  className,
  ...props
}: Omit<ComponentProps<'form'>, 'form'> & { readonly form: UseFormReturn<Values> }) {
  return (
    <FormProvider {...form}>
      <form method="post" noValidate className={cn('grid gap-5', className)} {...props} />
    </FormProvider>
  )
}

type FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>> = {
  readonly name: Name
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly required?: boolean
  readonly className?: string
  /** Turns the schema's word for what is wrong into a sentence. */
  readonly sentence?: (message: string) => ReactNode
  readonly children: (field: ControllerRenderProps<Values, Name>) => ReactNode
}

/** One field: `{(field) => <Input {...field} />}`. Ids of hint and error are put on the control. */
export function FormField<
  Values extends FieldValues,
  Name extends FieldPath<Values> = FieldPath<Values>,
>({ name, sentence, children, ...rest }: FormFieldProps<Values, Name>) {
  const { control } = useFormContext<Values>()
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => {
        const message = fieldState.error?.message
        return (
          <Field
            {...rest}
            error={message === undefined ? undefined : (sentence?.(message) ?? message)}
          >
            {children(field)}
          </Field>
        )
      }}
    />
  )
}

/** What is wrong with the whole form, above its button. */
export function FormError({ children }: { readonly children: ReactNode }) {
  if (children === undefined || children === null || children === '') return null
  return (
    <p
      role="alert"
      className="rounded-md border border-[color-mix(in_oklab,var(--refused)_40%,var(--card))] bg-[color-mix(in_oklab,var(--refused)_4%,var(--card))] px-3 py-2 text-sm"
    >
      {children}
    </p>
  )
}
