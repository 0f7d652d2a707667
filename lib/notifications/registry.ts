// lib/notifications/registry.ts
import type { Tools } from '@/lib/platform/context'
import { mayCall } from '@/lib/platform/safe-address'
import type { Channel, Where } from './channel'
import { email } from './channels/email'
import { evolution } from './channels/evolution'
import { sandbox } from './channels/sandbox'
import { whatsapp } from './channels/whatsapp'

/** Adding a channel is its file, its fixtures and one line here. */
export const channels = { whatsapp, evolution, email, sandbox } as const

export const listAll = (): readonly Channel[] =>
  Object.values<unknown>(channels).map((channel) => channel as Channel)

export const findChannel = (code: string): Channel | undefined =>
  listAll().find((channel) => channel.code === code)

type Around = Pick<Tools, 'simulators' | 'privateSenders'>

/** Where a link-local address leads, a cloud tells its secrets: nobody's server stands there. */
const LINK_LOCAL = /^(::ffff:)?169\.254\.|^(::ffff:a9fe:|fe80:)/i

/** In which world a sender works, and whom of it may be called there. */
export const whereOf = (
  tools: Around,
  channel: Channel,
  environment: Where['environment'],
): Where => ({
  environment,
  simulatorUrl: simulatorOf(channel, tools.simulators),
  mayCall: (ip) => (tools.privateSenders === true ? !LINK_LOCAL.test(ip) : mayCall(tools, ip)),
})

/** Where its stand-in listens, if one runs. */
export const simulatorOf = (
  { code, counterpart = code }: Pick<Channel, 'code' | 'counterpart'>,
  simulators: Readonly<Record<string, string>>,
): string | null => simulators[counterpart] ?? null
