// lib/payments/order-routes.ts
import { and, eq, inArray, lte } from 'drizzle-orm'
import { breakers } from '@/db/schema/acquirers'
import type { PaymentMethod } from '@/db/schema/payments'
import type { CardBrand } from '@/lib/kernel/card-brand'
import type { Ctx } from '@/lib/platform/context'
import { log } from '@/lib/platform/log'
import { BREAKER, mayProbe } from './breaker'
import type { Route } from './route'

export type Asked = {
  readonly method: PaymentMethod
  /** Null for what is no card, or one whose first digits are nobody's. */
  readonly brand: CardBrand | null
  readonly installments: number
}

/**
 * Where a sale goes, first place first: no acquirer is asked for what it never takes, and one that
 * fails comes last. None is left out for failing: an honest attempt is better than none.
 */
export async function orderRoutes(
  ctx: Ctx,
  routes: readonly Route[],
  asked: Asked,
): Promise<readonly Route[]> {
  const able = routesFor(routes, asked)
  const [first, ...others] = able
  if (first === undefined || isSound(first)) return able
  const sound = others.filter(isSound)
  if (sound.length === 0) return able
  const probing = await probe(ctx, first)
  if (probing !== null) return [probing, ...others]
  return [...sound, first, ...others.filter((each) => !isSound(each))]
}

/** When no acquirer takes it, the first says so itself. */
function routesFor(routes: readonly Route[], { method, ...payment }: Asked): readonly Route[] {
  const able = routes.filter((route) => route.methods.includes(method) && route.accepts(payment))
  return able.length > 0 ? able : routes.slice(0, 1)
}

const isSound = ({ breaker }: Route) => breaker === null || breaker.state === 'closed'

/** Of all the sales that come when its time has come, one tries it: whose update finds it so. */
async function probe(ctx: Ctx, route: Route): Promise<Route | null> {
  const { breaker, acquirer, environment } = route
  const at = ctx.now()
  if (breaker === null || !mayProbe(breaker, at)) return null
  const until = new Date(at.getTime() + BREAKER.probeMs)
  const taken = await ctx.db
    .update(breakers)
    .set({ state: 'half_open', probeAt: until, movedAt: at })
    .where(
      and(
        eq(breakers.accountId, ctx.actor.accountId),
        eq(breakers.acquirer, acquirer),
        eq(breakers.environment, environment),
        inArray(breakers.state, ['open', 'half_open']),
        lte(breakers.probeAt, at),
      ),
    )
    .returning({ state: breakers.state })
  if (taken.length === 0) return null
  const { accountId } = ctx.actor
  log.info('a breaker is half open: one sale tries it', { accountId, acquirer, environment })
  return { ...route, breaker: { ...breaker, state: 'half_open', probeAt: until, probe: until } }
}
