// inngest/functions/read-fact.ts
import { NonRetriableError } from 'inngest'
import { z } from 'zod'
import type { Entity, Id } from '@/lib/kernel/ids'

type Ids<S extends Readonly<Record<string, Entity>>> = {
  readonly [K in keyof S]: Id<S[K]>
} & { readonly accountId: Id<'account'> }

/**
 * The ids a fact carries, by the names `recordFact` gave them; `accountId` is always among them.
 * `readFact(event, { saleId: 'sale' })`. A fact without one of them will not grow it by waiting.
 */
export function readFact<const S extends Readonly<Record<string, Entity>>>(
  event: { readonly name: string; readonly data?: unknown },
  wanted: S,
): Ids<S> {
  const names = [...Object.keys(wanted), 'accountId']
  const shape = z.object(Object.fromEntries(names.map((name) => [name, z.string().min(1)])))
  const read = shape.safeParse(event.data)
  if (read.success) return read.data as Ids<S>
  const missing = read.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new NonRetriableError(`the fact ${event.name} has no ${missing}`)
}
