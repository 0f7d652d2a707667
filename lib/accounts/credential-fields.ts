// lib/accounts/credential-fields.ts
import { z } from 'zod'
import { connectorOf } from './connectors'

/** One input of the form in which an acquirer's credentials are typed. */
export type CredentialField = {
  readonly name: string
  /** As the acquirer's own portal calls it. */
  readonly title: string
  /** Typed behind dots, and never sent back to a browser. */
  readonly secret: boolean
  /** Of the right form and nobody's: what the simulator is tried with. */
  readonly example: string
  /** What can be chosen; empty where it is typed. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** The form is drawn from the connector's own schema: what is not plain text there is a secret. */
export function credentialFieldsOf(code: string): readonly CredentialField[] {
  const schema = connectorOf(code)?.credentials
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, field]) => {
    const said = Described.parse(field instanceof z.ZodType && field.meta())
    const { title = name, examples, labels } = said
    const options = optionsOf(field).map((value) => ({ value, label: labels[value] ?? value }))
    const secret = options.length === 0 && !(field instanceof z.ZodString)
    return { name, title, secret, example: examples[0] ?? '', options }
  })
}

/** A choice came later than the credentials that are saved without it, so it has a default. */
function optionsOf(field: unknown): readonly string[] {
  const inner = field instanceof z.ZodDefault ? field.unwrap() : field
  return inner instanceof z.ZodEnum ? inner.options.map(String) : []
}

const Described = z
  .object({
    title: z.string().optional(),
    examples: z.array(z.string()).default([]),
    labels: z.record(z.string(), z.string()).default({}),
  })
  .catch({ title: undefined, examples: [], labels: {} })

/** Credentials that nobody has, for trying an acquirer on the simulator with one click. */
export const examplesOf = (code: string): Readonly<Record<string, string>> =>
  Object.fromEntries(credentialFieldsOf(code).map(({ name, example }) => [name, example]))

/** Enough of the merchant's number to recognise it: the last four of the first field that is no secret. */
export function hintOf(code: string, values: Readonly<Record<string, string>>): string {
  const shown = credentialFieldsOf(code).find((field) => !field.secret)
  return (values[shown?.name ?? ''] ?? '').slice(-4)
}
