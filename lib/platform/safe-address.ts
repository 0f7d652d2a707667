// lib/platform/safe-address.ts
import { lookup } from 'node:dns/promises'
import { isIp, isLoopback, isPrivateIp, webAddressIssue } from '@/lib/kernel/web-address'
import type { Tools } from './context'

export type AddressIssue = NonNullable<ReturnType<typeof webAddressIssue>> | 'unknown_host'

/** Only an installation with a simulator may call itself: there the loopback is the outside. */
export const mayCall = ({ simulators }: Pick<Tools, 'simulators'>, ip: string) =>
  isLoopback(ip) ? Object.keys(simulators).length > 0 : !isPrivateIp(ip)

/**
 * Why the server must not call what a person typed; null when it may. The name is looked up: one
 * that leads into our own network is as private as its number. `guarded-post` asks once more, at
 * the moment of the call, because a name may lead elsewhere by then.
 */
export async function safeAddressIssue(
  tools: Pick<Tools, 'simulators'>,
  address: string,
): Promise<AddressIssue | null> {
  const issue = webAddressIssue(address)
  if (issue !== null) return issue
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '')
  if (isIp(host)) return mayCall(tools, host) ? null : 'private_address'
  const found = await lookup(host, { all: true }).catch(() => [])
  if (found.length === 0) return 'unknown_host'
  return found.every(({ address: ip }) => mayCall(tools, ip)) ? null : 'private_address'
}
