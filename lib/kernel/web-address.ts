// lib/kernel/web-address.ts

export type WebAddressIssue = 'not_an_address' | 'not_http' | 'has_password' | 'private_address'

/**
 * What can be said of an address a person typed without asking the network. Names are looked up
 * when the address is saved and again when it is called: see `lib/platform/safe-address.ts`.
 */
export function webAddressIssue(text: string): WebAddressIssue | null {
  if (!URL.canParse(text)) return 'not_an_address'
  const { protocol, username, password, hostname } = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:') return 'not_http'
  if (username !== '' || password !== '') return 'has_password'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIp(host)) return isPrivateIp(host) && !isLoopback(host) ? 'private_address' : null
  return /(^|\.)(local|internal|home\.arpa)$/.test(host) ? 'private_address' : null
}

export const isIp = (host: string) => host.includes(':') || /^\d+(\.\d+){3}$/.test(host)

export const isLoopback = (ip: string) =>
  ip.startsWith('127.') || ip === '::1' || /^::ffff:127\./i.test(ip) || /^::ffff:7f/i.test(ip)

/** [network, bits]: everything that is not the public internet (RFC 6890 and its successors). */
const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

const v4 = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const isPrivateV4 = (ip: string) =>
  PRIVATE_V4.some(([network, bits]) => {
    const size = 2 ** (32 - bits)
    return Math.floor(v4(ip) / size) === Math.floor(v4(network) / size)
  })

/** Of version 6 only the global range is public, less what wraps or translates version 4. */
export function isPrivateIp(ip: string): boolean {
  if (!ip.includes(':')) return isPrivateV4(ip)
  const lower = ip.toLowerCase().replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(lower)?.[1]
  if (mapped !== undefined) return isPrivateV4(mapped)
  if (!/^[23]/.test(lower)) return true
  return /^(2001:0*:|2001:db8:|2002:)/.test(lower)
}
