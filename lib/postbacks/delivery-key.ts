// lib/postbacks/delivery-key.ts
import { createHash } from 'node:crypto'
import type { Glance } from './glance'

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Bytes nobody could name a delivery by are a delivery of their own. */
export const deliveryKeyOf = (storeId: string, parts: Glance['parts'], bytes: Uint8Array) =>
  parts === null ? hashOf(bytes) : hashOf(Buffer.from(JSON.stringify([storeId, ...parts])))
