// lib/notifications/registry.ts
import type { Channel } from './channel'
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

/** Where its stand-in listens, if one runs. */
export const simulatorOf = (
  { code, counterpart = code }: Pick<Channel, 'code' | 'counterpart'>,
  simulators: Readonly<Record<string, string>>,
): string | null => simulators[counterpart] ?? null
