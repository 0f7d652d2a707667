// lib/accounts/check-credentials.ts
import type { Environment } from '@/db/schema/payments'
import { referenceOf } from '@/lib/kernel/ids'
import type { Acquirer } from '@/lib/payments/acquirer'
import type { Ctx } from '@/lib/platform/context'
import type { HttpReply } from '@/lib/platform/http'
import { simulatorOf } from './route-of'

export type Checked =
  | { readonly kind: 'accepted' }
  /** What the acquirer said, in its own words. */
  | { readonly kind: 'refused'; readonly said: string }
  | { readonly kind: 'unreachable'; readonly said: string }

type Question = {
  readonly connector: Acquirer<unknown>
  readonly environment: Environment
  readonly credentials: unknown
}

/**
 * Asks the acquirer about a sale that does not exist: a call that moves no money, goes the way of
 * every later one, and is answered only to whom it knows. The connector tells us whether it was
 * answered; when it was not, the reply on the wire says whose fault it is.
 */
export async function checkCredentials(ctx: Ctx, question: Question): Promise<Checked> {
  const { connector, environment, credentials } = question
  const simulatorUrl = simulatorOf(ctx, connector.code)
  let last: HttpReply = { kind: 'not_sent', cause: 'nothing was sent' }
  const overheard: Ctx = {
    ...ctx,
    http: async (request) => {
      last = await ctx.http(request)
      return last
    },
  }
  const verbs = connector.connect({ environment, simulatorUrl, credentials })
  const found = await verbs.find(overheard, referenceOf(ctx.newId('attempt')))
  return found.kind === 'never_seen' ? { kind: 'accepted' } : blame(last)
}

function blame(reply: HttpReply): Checked {
  if (reply.kind !== 'reply') return { kind: 'unreachable', said: reply.cause }
  const said = `HTTP ${reply.status}${words(reply.body)}`
  const theirFault = reply.status >= 500 || [408, 429].includes(reply.status)
  return { kind: theirFault ? 'unreachable' : 'refused', said }
}

const SAID_MAX = 160

/** An error page is no sentence; the first line of anything else is what a person can look up. */
function words(body: string): string {
  const line = body.trim().replace(/\s+/g, ' ')
  return line === '' || line.startsWith('<') ? '' : ` ${line.slice(0, SAID_MAX)}`
}
