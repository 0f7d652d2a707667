// lib/payments/said.ts
import type { Refusal } from './outcome'

/** What an acquirer said when it refused, whole and in parts. */
export type Said = {
  readonly said: string
  readonly saidCode: string
}

export const saidOf = ({ code, message }: Pick<Refusal, 'code' | 'message'>): Said => ({
  said: `${code} ${message}`.trim(),
  saidCode: code,
})
