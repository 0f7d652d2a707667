// lib/sales/is-foreign.ts
import type { Environment } from '@/db/schema/payments'
import type { Ctx } from '@/lib/platform/context'

/** A key for trials moves no real money: it neither sells, takes nor gives back in production. */
export const isForeign = ({ actor }: Ctx, environment: Environment) =>
  actor.kind === 'api' && actor.mode === 'test' && environment === 'production'
