// inngest/functions/mail-waiting-list.ts
import {
  claimWaiting,
  listOpenedOffers,
  type OpenedOffer,
  settleMail,
} from '@/lib/leads/waiting-list'
import { waitingMail } from '@/lib/leads/waiting-mail'
import { leaveLinks } from '@/lib/notifications/leave-link'
import type { Ctx } from '@/lib/platform/context'
import { jobContext } from '@/lib/platform/job-context'
import { log } from '@/lib/platform/log'
import { installationServer, sendSystemMail } from '@/lib/platform/mail'
import { tools } from '@/lib/platform/tools'
import { inngest } from '../client'

/** Side by side, so many at a time; the rest a minute later. */
const AT_ONCE = 5
const A_RUN = 100

/**
 * Whoever waits for an offer that is sold now gets the one mail they were promised. Looked at every
 * minute as well as told of: an offer also opens because its hour has come, or a place came back.
 */
export const mailWaitingListJob = inngest.createFunction(
  {
    id: 'mail-waiting-list',
    triggers: [{ cron: '* * * * *' }, { event: 'offer.published' }, { event: 'offer.reopened' }],
    concurrency: { limit: 1 },
    retries: 2,
  },
  async ({ step }) =>
    step.run('mail', async () => {
      let sent = 0
      for (const offer of await listOpenedOffers(tools)) {
        sent += await mailWaiting(jobContext('mail-waiting-list', offer.accountId), offer)
      }
      return { sent }
    }),
)

export async function mailWaiting(ctx: Ctx, offer: OpenedOffer): Promise<number> {
  if (installationServer(ctx) === null) {
    // They wait on: a try that could not be made is not one of the few that each of them has.
    log.warn('a waiting list was not written to: SMTP_URL is not set', { offerId: offer.offerId })
    return 0
  }
  let sent = 0
  while (sent < A_RUN) {
    const batch = await claimWaiting(ctx, offer, AT_ONCE)
    if (batch.length === 0) break
    await Promise.all(
      batch.map(async (lead) => {
        const link = `${ctx.appUrl.replace(/\/$/, '')}/o/${offer.offerCode}`
        const leave = leaveLinks(ctx, (lead.email ?? '').toLowerCase())
        const outcome = await sendSystemMail(ctx, waitingMail(offer, lead, link, leave))
        await settleMail(ctx, lead.id, outcome)
      }),
    )
    sent += batch.length
  }
  return sent
}
