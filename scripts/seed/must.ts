// scripts/seed/must.ts
import type { Result } from '@/lib/kernel/result'

/** The demo is made by the use cases; one that refuses is a bug of the demo, said by its code. */
export function must<T>(result: Result<T, { code: string }>): T {
  if (result.ok) return result.value
  throw new Error(`The demo was refused: ${JSON.stringify(result.error)}`)
}
