// lib/notifications/receive-webhook.ts
import { and, eq } from 'drizzle-orm'
import { instances } from '@/db/schema/instances'
import type { Ctx, Tools } from '@/lib/platform/context'
import { openSender } from './open-sender'
import type { Instance } from './pace'
import { receiveNotice } from './receive-notice'

type Address = { readonly channel: string; readonly token: string }
type Delivered = { readonly headers: Headers; readonly bytes: Uint8Array }

/** Whose address it is, by the secret part of it. */
async function findByToken({ db }: Tools, { channel, token }: Address): Promise<Instance | null> {
  const [found] = await db
    .select()
    .from(instances)
    .where(and(eq(instances.webhookToken, token), eq(instances.channel, channel)))
  return found ?? null
}

/** The answer to a channel that asks whether this address is ours. */
export async function answerChallenge(tools: Tools, address: Address, query: URLSearchParams) {
  const instance = await findByToken(tools, address)
  if (instance === null) return null
  const { channel, settings } = openSender(tools, instance)
  return channel.challenge(settings, query)
}

/** How many notices were taken; null when nobody we know sent it. */
export async function receiveWebhook(
  tools: Tools,
  address: Address,
  delivered: Delivered,
): Promise<'unknown' | 'untrusted' | number> {
  const instance = await findByToken(tools, address)
  if (instance === null) return 'unknown'
  const { channel, settings } = openSender(tools, instance)
  const notices = channel.readWebhook(settings, { ...delivered, now: tools.now() })
  await noteCall(tools, instance, notices === null ? 'distrustedAt' : 'heardAt')
  if (notices === null) return 'untrusted'
  const { accountId } = instance
  const ctx: Ctx<'job'> = { ...tools, actor: { kind: 'job', accountId, name: 'channel' } }
  const failures: unknown[] = []
  for (const notice of notices) {
    await receiveNotice(ctx, instance, notice).catch((error) => failures.push(error))
  }
  // The channel sends all of it again, and what was taken stays taken.
  if (failures.length > 0) throw new AggregateError(failures, 'some notices were not taken')
  return notices.length
}

const NOTED_MS = 60_000

/** That it called is evidence for a person; to the minute is enough. */
async function noteCall(tools: Tools, instance: Instance, column: 'heardAt' | 'distrustedAt') {
  const before = instance[column]
  const now = tools.now()
  if (before !== null && now.getTime() - before.getTime() < NOTED_MS) return
  await tools.db
    .update(instances)
    .set({ [column]: now })
    .where(eq(instances.id, instance.id))
}
