// lib/notifications/list-channels.ts
import type { Tools } from '@/lib/platform/context'
import type { Channel, SettingsField } from './channel'
import { channels, simulatorOf } from './registry'

export type ChannelChoice = {
  readonly code: keyof typeof channels
  readonly label: string
  readonly embedded: boolean
  readonly pairs: boolean
  readonly addressing: 'phone' | 'email'
  /** The simulator stands in for it here. */
  readonly simulated: boolean
  readonly fields: readonly SettingsField[]
}

/** What a new sender may be, in the order in which it is offered: what needs nothing comes first. */
export const listChannels = ({ simulators }: Tools): readonly ChannelChoice[] =>
  (Object.keys(channels) as (keyof typeof channels)[])
    .map((code) => {
      const channel = channels[code] as unknown as Channel
      const { label, embedded, fields, addressing, pairs = false } = channel
      return {
        code,
        label,
        embedded,
        pairs,
        addressing,
        fields,
        simulated: simulatorOf(channel, simulators) !== null,
      }
    })
    .sort((a, b) => Number(b.embedded) - Number(a.embedded))
