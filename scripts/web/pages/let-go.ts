// scripts/web/pages/let-go.ts

import type { z } from 'zod'
import type { Secret } from '@/lib/kernel/secret'
import type { RevalidateInput } from '@/lib/offers/tell-web'
import { internalHeaders } from '@/lib/platform/internal-call'
import type { AskNext } from './ask-next'

type Web = {
  readonly ask: AskNext
  readonly secret: Secret
  readonly host: string
  readonly now: () => Date
}

/** The Next of this process, told as the worker tells one of them: others are told by their own door. */
export const letGoBy =
  ({ ask, secret, host, now }: Web) =>
  async (code: string): Promise<void> => {
    const input: z.input<typeof RevalidateInput> = { tags: [`offer:${code}`] }
    const body = JSON.stringify(input)
    const { status } = await ask({
      method: 'POST',
      path: '/api/internal/revalidate',
      headers: {
        host,
        'content-type': 'application/json',
        'content-length': `${Buffer.byteLength(body)}`,
        ...internalHeaders({ secret, body, now: now() }),
      },
      body,
    })
    if (status !== 204) throw new Error(`a page was not let go: ${status}`)
  }
