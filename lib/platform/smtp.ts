// lib/platform/smtp.ts
import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import { Secret } from '@/lib/kernel/secret'
import { isIp } from '@/lib/kernel/web-address'
import { guardedAddress, type MayCall, PRIVATE } from './guarded-lookup'

export type SmtpServer = {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `starttls` after the greeting, `none` where nobody else listens. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user: string | null
  readonly password: Secret | null
  /** For a server that a customer typed: asked of each machine that its name leads to. */
  readonly mayCall?: MayCall
}

export type Address = { readonly name: string; readonly address: string }

export type Mail = {
  readonly from: Address
  readonly to: string
  readonly replyTo?: string | null
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** With its angle brackets. */
  readonly messageId: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Where in the conversation the server said no. */
export type Stage = 'connect' | 'login' | 'sender' | 'recipient' | 'content'

/**
 * What became of a mail. `not_sent` stayed here; after the last byte left and before the server
 * said that it took it, nobody knows, and that is `unknown`.
 */
export type MailOutcome =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'refused'
      readonly stage: Stage
      readonly status: number
      readonly words: string
    }
  | { readonly kind: 'not_sent'; readonly cause: string }
  | { readonly kind: 'unknown'; readonly cause: string }

const CONNECT_MS = 10_000
const SILENT_MS = 20_000

/** One connection, one mail. It never tries again: only the caller knows whether that is safe. */
export async function sendMail(server: SmtpServer, mail: Mail): Promise<MailOutcome> {
  const bytes = await compose(mail)
  return converse(server, async (connection, mark) => {
    let left = false
    // Read only once the server asked for it: from its first byte on the mail may have arrived.
    const content = Readable.from(
      (async function* () {
        left = true
        yield bytes
      })(),
    )
    mark(() => left)
    const envelope = { from: mail.from.address, to: [mail.to], size: bytes.length }
    await new Promise<void>((done, failed) =>
      connection.send(envelope, content, (error) => (error ? failed(error) : done())),
    )
  })
}

/** Connects and signs in, and sends nothing. */
export const tryServer = (server: SmtpServer): Promise<MailOutcome> =>
  converse(server, async () => undefined)

const compose = (mail: Mail): Promise<Buffer> =>
  new MailComposer({
    ...{ from: { ...mail.from }, to: mail.to, subject: mail.subject, text: mail.text },
    ...(mail.html !== undefined && { html: mail.html }),
    ...(mail.replyTo != null && { replyTo: mail.replyTo }),
    ...{ messageId: mail.messageId, headers: { ...mail.headers } },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
    .compile()
    .build()

type Said = { code?: string; responseCode?: number; response?: string; command?: string }
type Work = (connection: SMTPConnection, mark: (left: () => boolean) => void) => Promise<void>

async function converse(server: SmtpServer, work: Work): Promise<MailOutcome> {
  const { host, port, security, user, password } = server
  const machine = await machineOf(server).catch((error: Said) => ({ cause: error.code }))
  if (typeof machine !== 'string') return { kind: 'not_sent', cause: machine.cause ?? 'UNKNOWN' }
  const connection = new SMTPConnection({
    ...{ host: machine, port, secure: security === 'tls' },
    ...(!isIp(host) && { servername: host }),
    ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
  })
  let left = () => false
  const broken = new Promise<never>((_, failed) => connection.once('error', failed))
  broken.catch(() => undefined)
  try {
    await Promise.race([broken, new Promise<void>((done) => connection.connect(() => done()))])
    if (user !== null && password !== null) {
      const login = { credentials: { user, pass: password.reveal() } }
      await Promise.race([
        broken,
        new Promise<void>((done, failed) =>
          connection.login(login, (error) => (error ? failed(error) : done())),
        ),
      ])
    }
    await Promise.race([
      broken,
      work(connection, (told) => {
        left = told
      }),
    ])
    connection.quit()
    return { kind: 'sent' }
  } catch (error) {
    connection.close()
    return outcomeOf(error, left())
  }
}

/** The machine that was judged is the one that is called. */
async function machineOf({ host, mayCall }: SmtpServer): Promise<string> {
  if (mayCall === undefined) return host
  if (!isIp(host)) return guardedAddress(host, mayCall)
  if (mayCall(host)) return host
  throw Object.assign(new Error(PRIVATE), { code: PRIVATE })
}

function outcomeOf(error: unknown, left: boolean): MailOutcome {
  const said: Said = error instanceof Error ? (error as Said) : {}
  const { responseCode: status, response = '', code = 'UNKNOWN' } = said
  if (status !== undefined && status >= 400) {
    const stage = stageOf(said, left)
    return { kind: 'refused', stage, status, words: wordsOf(response) }
  }
  if (code === 'EAUTH') return { kind: 'refused', stage: 'login', status: 535, words: '' }
  return { kind: left ? 'unknown' : 'not_sent', cause: code }
}

function stageOf({ code, command = '' }: Said, left: boolean): Stage {
  if (code === 'EAUTH') return 'login'
  if (command === 'MAIL FROM') return 'sender'
  if (command === 'RCPT TO') return 'recipient'
  return left || command === 'DATA' ? 'content' : 'connect'
}

/** In one line, and without the number in front of each of its lines. */
const wordsOf = (response: string) =>
  response
    .replace(/^\d{3}[ -]/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)

/** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
export function serverOf(sealed: Secret): SmtpServer {
  const { protocol, hostname, port, username, password, searchParams } = new URL(sealed.reveal())
  const tls = protocol === 'smtps:'
  const plain = searchParams.get('security') === 'none' || /^(127\.|localhost$)/.test(hostname)
  return {
    host: hostname,
    port: port === '' ? (tls ? 465 : 587) : Number(port),
    security: tls ? 'tls' : plain ? 'none' : 'starttls',
    user: username === '' ? null : decodeURIComponent(username),
    password: username === '' ? null : new Secret(decodeURIComponent(password)),
  }
}

/** Whose name a server's own mails bear: `?from=` of its address, or its user where that is one. */
export function senderOf(sealed: Secret, otherwise: string): string {
  const { searchParams, username } = new URL(sealed.reveal())
  const user = decodeURIComponent(username)
  return searchParams.get('from') ?? (user.includes('@') ? user : otherwise)
}
