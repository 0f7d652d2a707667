// app/api/leads/[code]/returned.ts
import { sealReturned } from '@/lib/leads/returned-form'
import { tools } from '@/lib/platform/tools'

/** Long enough to put a field right. */
const SECONDS = 600

export const RETURNED = 'lead_form'

/**
 * What was typed and refused, for the page that asks again: sealed, for this browser and that page
 * alone, so that nothing of it stands in an address or a log.
 */
export function leaveReturned(code: string, returned: object | null): string {
  const value = returned === null ? '' : sealReturned(tools, returned)
  const age = returned === null ? 0 : SECONDS
  const secure = tools.appUrl.startsWith('https:') ? '; Secure' : ''
  const path = `/o/${code}/lead`
  return `${RETURNED}=${encodeURIComponent(value)}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}

export const seeOther = (location: string, cookie?: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', ...(cookie && { 'set-cookie': cookie }) },
  })
