// lib/simulator/dialects/whatsapp-webhook.ts
import { createHmac } from 'node:crypto'
import type { World } from '../dialect'

/** The secret of the one app that exists here; a real one has its own. */
export const SIMULATED_APP_SECRET = 'simulated-app-secret'

/** When each receipt comes after the message was taken. */
const RECEIPTS = [
  { status: 'sent', afterMs: 150 },
  { status: 'delivered', afterMs: 900 },
  { status: 'read', afterMs: 4_000 },
] as const

type Subscription = { readonly url: string; readonly token: string }

const SHELF = 'whatsapp.tokens'

/** Kept at once and asked at once; who is not there yet is asked again before the first notice. */
export function subscribe(world: World, id: string, subscription: Subscription): void {
  world.shelf(SHELF).set(`waiting.${id}`, subscription)
  void verify(world, id)
}

/** Believed only when the address gives the challenge back. */
async function verify(world: World, id: string): Promise<void> {
  const waiting = world.shelf(SHELF).get(`waiting.${id}`) as Subscription | undefined
  if (waiting === undefined) return
  const challenge = String(world.now().getTime())
  const asked = new URL(waiting.url)
  asked.searchParams.set('hub.mode', 'subscribe')
  asked.searchParams.set('hub.verify_token', waiting.token)
  asked.searchParams.set('hub.challenge', challenge)
  const answer = await fetch(asked)
    .then((reply) => (reply.ok ? reply.text() : null))
    .catch(() => null)
  if (answer !== challenge) return
  world.shelf(SHELF).set(`webhook.${id}`, waiting.url)
  world.shelf(SHELF).delete(`waiting.${id}`)
}

type Taken = { readonly wamid: string; readonly to: string; readonly ours: string | undefined }

export function tellStatuses(world: World, id: string, { wamid, to, ours }: Taken): void {
  for (const { status, afterMs } of RECEIPTS) {
    later(afterMs, () =>
      post(world, id, {
        statuses: [
          {
            id: wamid,
            status,
            timestamp: seconds(world),
            recipient_id: to,
            ...(ours !== undefined && { biz_opaque_callback_data: ours }),
          },
        ],
      }),
    )
  }
}

export const tellInbound = (
  world: World,
  id: string,
  { from, text }: { readonly from: string; readonly text: string },
): void =>
  later(1, () =>
    post(world, id, {
      contacts: [{ profile: { name: 'Comprador' }, wa_id: from }],
      messages: [
        {
          from,
          id: `wamid.in.${from}.${seconds(world)}`,
          timestamp: seconds(world),
          type: 'text',
          text: { body: text },
        },
      ],
    }),
  )

const seconds = ({ now }: World) => String(Math.floor(now().getTime() / 1_000))

/** Receipts never keep the process alive. */
const later = (ms: number, tell: () => Promise<void>): void => {
  setTimeout(() => void tell(), ms).unref()
}

type Change = { readonly field: string; readonly value: object }

/** News of an account, or of one of its numbers. */
export const tellAccount = (world: World, id: string, change: Change): void =>
  later(1, () => postChange(world, id, change))

function post(world: World, id: string, value: object): Promise<void> {
  const metadata = { display_phone_number: '5511955550000', phone_number_id: id }
  const told = { messaging_product: 'whatsapp', metadata, ...value }
  return postChange(world, id, { field: 'messages', value: told })
}

async function postChange(world: World, id: string, change: Change): Promise<void> {
  await verify(world, id)
  const url = world.shelf(SHELF).get(`webhook.${id}`)
  if (typeof url !== 'string') return
  const time = Math.floor(world.now().getTime() / 1_000)
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: 'simulated', time, changes: [change] }],
  })
  const digest = createHmac('sha256', SIMULATED_APP_SECRET).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}` }
  await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
}
