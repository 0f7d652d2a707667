// lib/platform/guarded-lookup.ts
import { type LookupAddress, lookup } from 'node:dns'

/** Whether the machine behind an address may be called. */
export type MayCall = (ip: string) => boolean

/** A word for whoever asks why, never an address. */
export const PRIVATE = 'PRIVATE_ADDRESS'

type Resolved = (error: Error | null, addresses: LookupAddress[]) => void

/** Gives the connection only addresses that may be called, and fails when there is none. */
export const guardedLookup = (mayCall: MayCall) => (host: string, _: object, found: Resolved) =>
  lookup(host, { all: true }, (error, addresses) => {
    if (error !== null) return found(error, [])
    const allowed = addresses.filter(({ address }) => mayCall(address))
    if (allowed.length > 0) return found(null, allowed)
    return found(Object.assign(new Error(PRIVATE), { code: PRIVATE }), [])
  })

/** One address of a name that may be called; rejects with a code when there is none. */
export const guardedAddress = (host: string, mayCall: MayCall): Promise<string> =>
  new Promise((resolve, reject) =>
    guardedLookup(mayCall)(host, {}, (error, [first]) =>
      error === null && first !== undefined ? resolve(first.address) : reject(error),
    ),
  )
