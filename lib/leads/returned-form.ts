// lib/leads/returned-form.ts
import type { Tools } from '@/lib/platform/context'

type Sealing = Pick<Tools, 'keyring'>

/** What was typed and refused, for the page that asks again: nobody but us can read or make one. */
export const sealReturned = ({ keyring }: Sealing, returned: object): string =>
  keyring.sealText(JSON.stringify(['lead form', returned]))

export function openReturned({ keyring }: Sealing, sealed: string): unknown {
  try {
    const told: unknown = JSON.parse(keyring.openText(sealed).reveal())
    return Array.isArray(told) && told[0] === 'lead form' ? told[1] : null
  } catch {
    return null
  }
}
