// lib/notifications/open-sender.ts
import { invariant } from '@/lib/kernel/invariant'
import { Secret } from '@/lib/kernel/secret'
import type { Tools } from '@/lib/platform/context'
import type { Channel, Sender } from './channel'
import type { Instance } from './pace'
import { findChannel, whereOf } from './registry'

export type Opened = {
  readonly channel: Channel
  readonly sender: Sender
  readonly settings: unknown
}

type Kept = Pick<Instance, 'channel' | 'environment' | 'sealedSettings'>

/** A sender with its own settings in its hands. Only this and the form ever open the seal. */
export function openSender(tools: Tools, instance: Kept): Opened {
  const channel = findChannel(instance.channel)
  invariant(channel, `channel ${instance.channel} is in the registry`)
  const settings = channel.settings.parse(plainSettings(tools, instance))
  return {
    channel,
    settings,
    sender: channel.open(whereOf(tools, channel, instance.environment), settings),
  }
}

/** As they were typed in: never for a page. */
export const plainSettings = ({ keyring }: Tools, { sealedSettings }: Kept) =>
  JSON.parse(keyring.openText(sealedSettings).reveal()) as Readonly<Record<string, unknown>>

/** What is sealed is what the schema gave, with its secrets in plain: the seal is what hides them. */
export function sealSettings({ keyring }: Tools, settings: unknown): string {
  const plain = Object.entries(settings ?? {}).map(([name, value]) => [
    name,
    value instanceof Secret ? value.reveal() : value,
  ])
  return keyring.sealText(JSON.stringify(Object.fromEntries(plain)))
}
