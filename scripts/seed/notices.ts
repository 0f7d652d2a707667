// scripts/seed/notices.ts
import { listNoticeEndpoints, makeNoticeEndpoint } from '@/lib/payments/notice-endpoint'
import type { Ctx } from '@/lib/platform/context'
import { MERCHANTS } from './company'
import { must } from './must'

/** As a producer does at each acquirer: from now on it says by itself when a Pix is paid. */
export async function askForNotices(
  ctx: Ctx<'member'>,
  { appUrl, controlUrl }: { readonly appUrl: string; readonly controlUrl: string },
) {
  const acquirers = Object.keys(MERCHANTS)
  for (const acquirer of acquirers) must(await makeNoticeEndpoint(ctx, acquirer))
  for (const { acquirer, path } of await listNoticeEndpoints(ctx, acquirers)) {
    const body = JSON.stringify({
      acquirer,
      merchant: MERCHANTS[acquirer],
      url: `${appUrl}${path}`,
    })
    const response = await fetch(`${controlUrl}/_control/notify-url`, { method: 'POST', body })
    if (!response.ok) throw new Error(`The simulator took no address: ${await response.text()}`)
  }
}
