// lib/notifications/registry.ts
import type { Channel } from './channel'
import { evolution } from './channels/evolution'
import { sandbox } from './channels/sandbox'
import { whatsapp } from './channels/whatsapp'

/** Adding a channel is its file, its fixtures and one line here. */
export const channels = { whatsapp, evolution, sandbox } as const

export const findChannel = (code: string): Channel | undefined =>
  Object.values<unknown>(channels)
    .map((channel) => channel as Channel)
    .find((channel) => channel.code === code)
