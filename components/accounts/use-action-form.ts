// components/accounts/use-action-form.ts
'use client'

import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Action<Values> = (values: Values) => Promise<FormAnswer | undefined>

/**
 * Sends a form to its action and puts the answer beside the fields. The same schema has already
 * judged it here, so the server seldom says more than what only it can know.
 */
export function useActionForm<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  action: Action<Values>,
  done?: () => void,
) {
  const onSubmit = form.handleSubmit(async (values) => {
    const answer = await action(values)
    if (answer === undefined) return // It redirects.
    const fields = Object.entries(answer.fields ?? {})
    for (const [path, message] of fields) {
      form.setError(path as FieldPath<Values>, { message }, { shouldFocus: true })
    }
    if (answer.message !== undefined) form.setError('root', { message: answer.message })
    if (fields.length === 0 && answer.message === undefined) done?.()
  })
  return {
    onSubmit,
    busy: form.formState.isSubmitting,
    message: form.formState.errors.root?.message,
  }
}
