// lib/notifications/channels/email.ts
import { z } from 'zod'
import { Secret } from '@/lib/kernel/secret'
import type { Ctx } from '@/lib/platform/context'
import { installationServer, messageIdOf } from '@/lib/platform/mail'
import {
  type MailOutcome,
  type SmtpServer,
  sendMail,
  serverOf,
  tryServer,
} from '@/lib/platform/smtp'
import {
  type Connection,
  defineChannel,
  type Handover,
  type Outgoing,
  type Refusal,
  type Where,
} from '../channel'
import { leaveLinks } from '../leave-link'
import { htmlOf, plainOf } from './email-body'
import { subjectOf } from './email-subjects'

const orNothing = <T extends z.ZodType>(schema: T) =>
  z
    .union([z.literal('').transform(() => null), schema])
    .nullish()
    .transform((value) => value ?? null)

const Settings = z
  .object({
    /** Empty: the installation's own server. */
    host: orNothing(
      z
        .string()
        .trim()
        .regex(/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i),
    ),
    port: z
      .union([z.literal('').transform(() => 587), z.coerce.number().int().min(1).max(65_535)])
      .default(587),
    security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    user: orNothing(z.string().trim().max(200)),
    password: orNothing(
      z
        .string()
        .max(500)
        .transform((text) => new Secret(text)),
    ),
    fromName: z.string().trim().min(1).max(60),
    fromAddress: z.email().max(200),
    replyTo: orNothing(z.email().max(200)),
  })
  .refine(({ user, password }) => (user === null) === (password === null), { path: ['password'] })
type Settings = z.output<typeof Settings>

/** A mailbox that does not exist is asked again after a quarter of a year. */
const MAILBOX_DAYS = 90

/** Mail by SMTP: what it takes is taken; whether it was read nobody tells. */
export const email = defineChannel({
  code: 'email',
  label: 'E-mail (SMTP)',
  counterpart: 'smtp',
  addressing: 'email',
  official: true,
  windowed: false,
  embedded: false,
  defaults: { intervalMs: 0, dailyCap: null, maxInFlight: 5 },
  fields: [
    { name: 'fromName', secret: false, required: true, placeholder: 'Quintal Sonoro' },
    { name: 'fromAddress', secret: false, required: true, placeholder: 'avisos@loja.example' },
    { name: 'replyTo', secret: false, required: false, placeholder: 'ajuda@loja.example' },
    { name: 'host', secret: false, required: false, placeholder: 'smtp.loja.example' },
    { name: 'port', secret: false, required: false, placeholder: '587' },
    {
      name: 'security',
      secret: false,
      required: true,
      options: ['starttls', 'tls', 'none'],
    },
    { name: 'user', secret: false, required: false, placeholder: 'avisos@loja.example' },
    { name: 'password', secret: true, required: false },
  ],
  settings: Settings,
  open: (where, settings) => ({
    async send(ctx, outgoing) {
      const server = serverFor(ctx, where, settings)
      if (server === null) return { kind: 'not_sent', cause: 'no mail server' }
      return readOutcome(await sendMail(server, mailOf(ctx, settings, outgoing)), outgoing)
    },
    async check(ctx) {
      const server = serverFor(ctx, where, settings)
      if (server === null) return { kind: 'unknown', cause: 'no mail server', field: 'host' }
      return readCheck(await tryServer(server), settings)
    },
  }),
  challenge: () => null,
  readWebhook: () => null,
})

function serverFor(ctx: Ctx, where: Where, settings: Settings): SmtpServer | null {
  const { host, port, security, user, password } = settings
  if (where.environment === 'simulator') {
    const url = where.simulatorUrl ?? 'smtp://simulator.invalid'
    return { ...serverOf(new Secret(url)), user, password }
  }
  if (host === null) return installationServer(ctx)?.server ?? null
  return { host, port, security, user, password, mayCall: where.mayCall }
}

const domainOf = ({ fromAddress }: Settings) => fromAddress

function mailOf(ctx: Ctx, settings: Settings, outgoing: Outgoing) {
  const { messageId, to, body, codeApart, subject, rule = '', kind = 'recovery' } = outgoing
  const { fromName, fromAddress, replyTo } = settings
  const { page, oneClick } = leaveLinks(ctx, to)
  const leave = { url: page, reminder: kind === 'recovery' }
  const letter = { body, code: codeApart, from: fromName, leave }
  return {
    ...{ from: { name: fromName, address: fromAddress }, to, replyTo },
    subject: subjectOf(subject, rule, body),
    ...{ text: plainOf(letter), html: htmlOf(letter) },
    messageId: messageIdOf(messageId, domainOf(settings)),
    headers: {
      'List-Unsubscribe': `<${oneClick}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'X-Entity-Ref-ID': messageId,
    },
  }
}

function readOutcome(outcome: MailOutcome, { messageId }: Outgoing): Handover {
  if (outcome.kind === 'sent') return { kind: 'sent', channelMessageId: messageId }
  if (outcome.kind !== 'refused') return outcome
  return { kind: 'refused', refusal: refusalOf(outcome) }
}

type Refused = Extract<MailOutcome, { kind: 'refused' }>

/** 4xx passes. 5xx is final for a recipient, and stops a sender whose login or address is refused. */
function refusalOf({ stage, status, words }: Refused): Refusal {
  const said = { code: String(status), explanation: words }
  if (status < 500) return { class: 'retry', ...said }
  if (stage === 'login' || stage === 'sender' || stage === 'connect') {
    return { class: 'sender_stopped', ...said }
  }
  const nobody = stage === 'recipient' && [550, 551, 553].includes(status)
  return { class: 'final', ...said, ...(nobody && { unreachableDays: MAILBOX_DAYS }) }
}

function readCheck(outcome: MailOutcome, settings: Settings): Connection {
  if (outcome.kind === 'sent') {
    return { kind: 'connected', number: null, profile: settings.fromAddress }
  }
  if (outcome.kind !== 'refused') return { kind: 'unknown', cause: outcome.cause, field: 'host' }
  const { stage, status, words } = outcome
  const field = stage === 'login' ? 'password' : 'host'
  return { kind: 'refused', code: String(status), explanation: words, field }
}
