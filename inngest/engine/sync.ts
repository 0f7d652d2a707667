// inngest/engine/sync.ts
import { z } from 'zod'
import type { Secret } from '@/lib/kernel/secret'
import { type Fn, NO_RETRIES, type Refusal, readConfig, refusalLine, refusals } from './config'
import type { Dispatch } from './engine'
import { canonical, sign } from './sign'

const Synced = z.object({ functions: z.array(z.unknown()) })

export type Synced =
  | { readonly ok: true; readonly functions: readonly Fn[] }
  | { readonly ok: false; readonly lines: readonly string[] }

type Options = {
  readonly dispatch: Dispatch
  readonly serveUrl: string
  readonly signingKey: Secret
  /** The recorded scenarios have functions that leave `retries` to the server. */
  readonly retriesMayBeUnsaid?: boolean
}

/** In-band sync: one signed request answers the whole configuration, which must all be known. */
export async function sync({
  dispatch,
  serveUrl,
  signingKey,
  ...options
}: Options): Promise<Synced> {
  const body = canonical({ url: serveUrl })
  const response = await dispatch(serveUrl, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'x-inngest-sync-kind': 'in_band',
      'x-inngest-signature': sign(signingKey, body, new Date()),
    },
    body,
  })
  const text = await response.text()
  if (response.status !== 200) return refused(`the functions could not be read: ${response.status}`)
  if (response.headers.get('x-inngest-sync-kind') !== 'in_band') {
    return refused('in-band sync is switched off: remove INNGEST_ALLOW_IN_BAND_SYNC')
  }
  const { functions } = Synced.parse(JSON.parse(text))
  const tolerated = ({ what }: Refusal) =>
    options.retriesMayBeUnsaid === true && what === NO_RETRIES
  const strange = functions.flatMap(refusals).filter((refusal) => !tolerated(refusal))
  if (strange.length > 0) return { ok: false, lines: strange.map(refusalLine) }
  return { ok: true, functions: functions.map(readConfig) }
}

const refused = (line: string): Synced => ({ ok: false, lines: [line] })
