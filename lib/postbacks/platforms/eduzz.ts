// lib/postbacks/platforms/eduzz.ts
import { z } from 'zod'
import { isKey, isSigned, offeredKey } from '../keys'
import { definePlatform, type Sent } from '../platform'
import { readBody } from '../read-body'
import { eduzzGuide } from './eduzz-guide'
import { fromLegacy, Legacy } from './eduzz-legacy'
import { Delivery, fromDelivery } from './eduzz-v3'

const isV3 = (body: unknown) => typeof Object(body).event === 'string'

/** The webhook of today, and the postback before it. A store's key is that of the one it uses. */
const Postback = z.unknown().transform((body, { issues, value }) => {
  const read = isV3(body)
    ? Delivery.transform((v3) => ({ v3 })).safeParse(body)
    : Legacy.transform((legacy) => ({ legacy })).safeParse(body)
  if (read.data !== undefined) return read.data
  for (const { path, message } of read.error.issues) {
    issues.push({ code: 'custom', path: [...path], message, input: value })
  }
  return z.NEVER
})

const Keyed = z.object({
  origin: z.string().optional(),
  origin_secret: z.string().optional(),
  api_key: z.string().optional(),
})

/** The older postback brings its key; the newer one is only signed with it. */
function keysIn(sent: Sent): readonly (string | undefined)[] {
  const body = readBody(sent)
  if (isV3(body)) return []
  const { origin, origin_secret, api_key } = Keyed.safeParse(body).data ?? {}
  return [origin, origin_secret, api_key]
}

export const eduzz = definePlatform({
  code: 'eduzz',
  label: 'Eduzz',
  category: 'infoproduct',
  guide: eduzzGuide,
  keySource: 'theirs',
  keyTravels: false,
  mapperVersion: 2,
  schema: Postback,
  trusts(sent, key) {
    const { bytes, headers } = sent
    if (!isV3(readBody(sent))) return keysIn(sent).some((offered) => isKey(offered, key))
    return isSigned({ algorithm: 'sha256', bytes, signature: headers.get('x-signature') }, key)
  },
  keyIn: (sent) => offeredKey(keysIn(sent).find(Boolean)),
  deliveryParts({ body }) {
    if ('v3' in body) return body.v3.id === undefined ? null : [body.v3.id]
    const { identifier, trans_cod, event_name, trans_status, ...rest } = body.legacy
    const { recurrence_cod, recurrence_status, recurrence_count, cartAccessedAt } = rest
    const contract = [recurrence_cod, recurrence_status, recurrence_count?.toString()]
    return [trans_cod ?? identifier, event_name, trans_status, ...contract, cartAccessedAt]
  },
  toPurchases: ({ body }) => ['v3' in body ? fromDelivery(body.v3) : fromLegacy(body.legacy)],
})
