// lib/notifications/channel.ts
import type { z } from 'zod'
import type { TemplateState } from '@/db/schema/conversations'
import type { Kind, MessageState } from '@/db/schema/notifications'
import type { CloudTemplate } from '@/db/schema/rules'
import type { Id } from '@/lib/kernel/ids'
import type { Ctx } from '@/lib/platform/context'
import type { MayCall } from '@/lib/platform/guarded-lookup'
import type { Templates } from './channel-templates'

/** What leaves: the text, and the approved template where the channel takes nothing else. */
export type Outgoing = {
  readonly messageId: Id<'message'>
  readonly instanceId: Id<'instance'>
  /** E.164, or an e-mail address, as the channel is addressed. */
  readonly to: string
  readonly body: string
  /** The part that is copied by a long press, where two bubbles are possible and wanted. */
  readonly codeApart: string | null
  readonly template: FilledTemplate | null
  /** Of an e-mail, as its step words it; without one its rule has a default. */
  readonly subject?: string | null
  readonly rule?: string
  /** Who is only reminded may leave; who bought is told. Each e-mail says how. */
  readonly kind?: Kind
  /** What the channel calls this recipient, where it was asked. */
  readonly channelKey?: string
}

export type FilledTemplate = {
  readonly shape: CloudTemplate
  readonly values: readonly string[]
  /** What completes the address of its button, where it has one. */
  readonly button?: string | null
}

/** What a refusal asks of us; the policy for each is in `consequences.ts`. */
export const REFUSAL_CLASSES = [
  'retry',
  'recipient_too_fast',
  'slow_down',
  'final',
  'opted_out',
  'template_wrong',
  'sender_stopped',
  'window_closed',
] as const
export type RefusalClass = (typeof REFUSAL_CLASSES)[number]

export type Refusal = {
  readonly class: RefusalClass
  /** The channel's own code and words, kept as they came. */
  readonly code: string
  readonly explanation: string
  /** For a final one: nobody is asked again there before so many days. */
  readonly unreachableDays?: number
  /** For one that stops the sender: a good answer to a check does not end it, only a person does. */
  readonly stays?: true
  /** For one that may be tried again: once, and no more. */
  readonly once?: true
}

/**
 * What became of one hand-over. `not_sent` is known to have stayed here; `unknown` left, and nobody
 * answered: it is never sent again by itself.
 */
export type Handover =
  | { readonly kind: 'sent'; readonly channelMessageId: string; readonly delivered?: true }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'not_sent'; readonly cause: string }
  | { readonly kind: 'unknown'; readonly cause: string }

/** What a channel says of the account behind a sender; what it does not say stays as it was. */
export type Standing = {
  readonly quality?: string
  /** People outside the 24 hours that it may write to in a day; null is without a limit. */
  readonly strangersDaily?: number | null
}

/** Whether a sender can send now, asked with a real call. */
export type Connection =
  | ({
      readonly kind: 'connected'
      readonly number: string | null
      readonly profile: string | null
    } & Standing)
  /** It answers, and no telephone is linked to it yet. */
  | { readonly kind: 'unpaired'; readonly state: 'waiting_qr' | 'connecting' }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly explanation: string
      /** The setting that is to blame, where that is plain. */
      readonly field?: string
    }
  | { readonly kind: 'unknown'; readonly cause: string; readonly field?: string }

/** What a telephone scans, or types in, to be linked. */
export type PairingCode = {
  readonly code: string
  readonly pairingCode: string | null
  readonly count: number
}

export type PairingStep =
  | ({ readonly kind: 'code' } & PairingCode)
  /** The channel prepares it; it comes by webhook, or at the next question. */
  | { readonly kind: 'preparing' }
  | { readonly kind: 'linked' }
  | { readonly kind: 'failed'; readonly cause: string }

/** What a channel whose number is linked by a telephone can be asked for. */
export type Pairing = {
  /** Opens the line there with our address, or finds it. */
  open(ctx: Ctx, callbackUrl: string, number: string | null): Promise<Connection>
  /** A code to be scanned; with a number, also one to be typed. */
  code(ctx: Ctx, number: string | null): Promise<PairingStep>
  restart(ctx: Ctx): Promise<boolean>
  logout(ctx: Ctx): Promise<boolean>
  remove(ctx: Ctx): Promise<boolean>
}

/** What a channel tells us by itself. */
export type Notice =
  | {
      readonly kind: 'status'
      /** Ours comes back where the channel carries it; else only its own. */
      readonly messageId: string | null
      readonly channelMessageId: string | null
      readonly state: Extract<MessageState, 'sent' | 'delivered' | 'read' | 'failed'>
      readonly at: Date
      readonly refusal: Refusal | null
    }
  | {
      readonly kind: 'inbound'
      readonly from: string
      readonly text: string
      readonly at: Date
      /** What the channel calls whoever wrote, where that is not a number. */
      readonly channelKey?: string
    }
  /** One of ours was taken, and only its recipient and its words say which. */
  | {
      readonly kind: 'accepted'
      readonly channelMessageId: string
      readonly channelKey: string
      readonly text: string
      readonly at: Date
    }
  | {
      readonly kind: 'connection'
      readonly state: 'connected' | 'connecting' | 'disconnected' | 'logged_out' | 'blocked'
      readonly cause: string | null
      readonly number?: string | null
      readonly profile?: string | null
    }
  | ({ readonly kind: 'code' } & PairingCode)
  | { readonly kind: 'codes_over' }
  | ({ readonly kind: 'standing'; readonly limited?: string } & Standing)
  | {
      readonly kind: 'template'
      readonly name: string
      readonly language: string
      readonly state: TemplateState
      readonly reason: string | null
    }

/** Whether anybody is there to be written to. */
export type Found =
  | { readonly kind: 'found'; readonly channelKey: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown'; readonly cause: string }

export type Sender = {
  send(ctx: Ctx, outgoing: Outgoing): Promise<Handover>
  check(ctx: Ctx): Promise<Connection>
  /** Tells the channel where to call us. Best effort: without it there are no receipts. */
  subscribe?(ctx: Ctx, callbackUrl: string): Promise<void>
  /** Asked before the first message to somebody: a number that writes to nobody loses its good name. */
  find?(ctx: Ctx, to: string): Promise<Found>
  readonly pairing?: Pairing
  readonly templates?: Templates
}

export type Delivered = {
  readonly headers: Headers
  readonly bytes: Uint8Array
  readonly now: Date
}

export type Where = {
  readonly environment: 'simulator' | 'sandbox' | 'production'
  readonly simulatorUrl: string | null
  /** Whether a machine behind an address that a customer typed may be called. */
  readonly mayCall: MayCall
}

export type Channel<S extends z.ZodType = z.ZodType> = {
  readonly code: string
  readonly label: string
  /** Who stands in for it where it is only simulated; its own code where this is absent. */
  readonly counterpart?: string
  /** Who it writes to: telephones or mailboxes. */
  readonly addressing: 'phone' | 'email'
  /** False: a number that its owner may lose; it gets an interval, a cap and a warm-up. */
  readonly official: boolean
  /** Only approved templates go to whoever did not write within 24 hours. */
  readonly windowed: boolean
  /** A telephone is linked to it by a code before it can send. */
  readonly pairs?: true
  /** Embedded: it needs no account anywhere and calls nobody. */
  readonly embedded: boolean
  readonly defaults: {
    readonly intervalMs: number
    readonly dailyCap: number | null
    readonly maxInFlight: number
  }
  /** What a person fills in. `secret` fields are sealed and never shown again. */
  readonly fields: readonly SettingsField[]
  readonly settings: S
  open(where: Where, settings: z.output<S>): Sender
  /** The answer to the channel's own check of our address, or null when it makes none. */
  challenge(settings: z.output<S>, query: URLSearchParams): string | null
  /** Null when it was not sent by the channel. Unknown contents are no notices. */
  readWebhook(settings: z.output<S>, delivered: Delivered): readonly Notice[] | null
}

export type SettingsField = {
  readonly name: string
  readonly secret: boolean
  readonly required: boolean
  /** Generated by us and shown to be copied over there. */
  readonly generated?: true
  /** The choices of a list; the first is the usual one. */
  readonly options?: readonly string[]
  readonly placeholder?: string
}

export const defineChannel = <S extends z.ZodType>(channel: Channel<S>): Channel<S> => channel
