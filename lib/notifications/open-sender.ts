// lib/notifications/open-sender.ts
import { invariant } from '@/lib/kernel/invariant'
import { Secret } from '@/lib/kernel/secret'
import type { Tools } from '@/lib/platform/context'
import type { Channel, Sender } from './channel'
import type { Instance } from './pace'
import { findChannel, simulatorOf } from './registry'

export type Opened = {
  readonly channel: Channel
  readonly sender: Sender
  readonly settings: unknown
}

type Kept = Pick<Instance, 'channel' | 'environment' | 'sealedSettings'>

/** A sender with its own settings in its hands. Only this and the form ever open the seal. */
export function openSender({ keyring, simulators }: Tools, instance: Kept): Opened {
  const channel = findChannel(instance.channel)
  invariant(channel, `channel ${instance.channel} is in the registry`)
  const plain: unknown = JSON.parse(keyring.openText(instance.sealedSettings).reveal())
  const settings = channel.settings.parse(plain)
  const simulatorUrl = simulatorOf(channel, simulators)
  return {
    channel,
    settings,
    sender: channel.open({ environment: instance.environment, simulatorUrl }, settings),
  }
}

/** What is sealed is what the schema gave, with its secrets in plain: the seal is what hides them. */
export function sealSettings({ keyring }: Tools, settings: unknown): string {
  const plain = Object.entries(settings ?? {}).map(([name, value]) => [
    name,
    value instanceof Secret ? value.reveal() : value,
  ])
  return keyring.sealText(JSON.stringify(Object.fromEntries(plain)))
}
