// lib/platform/form-answer.ts
import type { z } from 'zod'

/** What an action tells the form that called it. An empty answer means that it is done. */
export type FormAnswer = {
  /** A sentence about the whole form. */
  readonly message?: string
  /** A word for each field that was refused; the form makes sentences of them. */
  readonly fields?: Readonly<Record<string, string>>
}

/** The value that was sent is never repeated: one of them is a password. */
export const wrongFields = ({ issues }: z.ZodError): FormAnswer => ({
  fields: Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message])),
})
