// lib/simulator/dialects/rede-rules.ts
import type { Said } from '../dialect'

/** What the documentation asks of a field, and the returnCode for who does not keep it. */
export type Rule = readonly [holds: boolean, code: string]
export type Node = Readonly<Record<string, unknown>>

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
export const absent = (value: unknown) => value === undefined || value === null || value === ''

/** Numbers, though the documentation also shows them as text. */
export const numberOf = (value: unknown) =>
  typeof value === 'number' || /^\d+$/.test(textOf(value)) ? Number(value) : Number.NaN

export const firstBroken = (rules: readonly Rule[]): string | null =>
  rules.find(([holds]) => !holds)?.[1] ?? null

export const nodeOf = (value: unknown): Node | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null

export function readObject(body: string): Node | null {
  try {
    return nodeOf(JSON.parse(body))
  } catch {
    return null
  }
}

export const said = (
  status: number,
  returnCode: string,
  returnMessage: string,
  more: object = {},
): Said => ({ status, body: { returnCode, returnMessage, ...more } })
