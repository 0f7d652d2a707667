// lib/platform/mail.ts
import { Secret } from '@/lib/kernel/secret'
import type { Tools } from './context'
import { log } from './log'
import { type MailOutcome, type SmtpServer, senderOf, sendMail, serverOf } from './smtp'

/** What the installation itself writes: alerts and links to sign in to members, and to a waiting list its one mail. */
export type SystemMail = {
  /** The same mail, tried again, has the same id, and so the same Message-ID. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** In whose name it is written, where that is not ours; answers then go to them. */
  readonly fromName?: string
  readonly replyTo?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Through `SMTP_URL`; without one to the simulator's mailbox. Where there is neither, the log tells
 * that there was a mail, and not what it said.
 */
export async function sendSystemMail(tools: Tools, mail: SystemMail): Promise<MailOutcome> {
  const own = installationServer(tools)
  if (own === null) {
    log.warn('a mail was not sent: SMTP_URL is not set', { mail: mail.id })
    return { kind: 'not_sent', cause: 'SMTP_URL' }
  }
  const { to, subject, text, html } = mail
  return sendMail(own.server, {
    ...{ to, subject, text, ...(html !== undefined && { html }) },
    from: { name: mail.fromName ?? 'Campainha', address: own.address },
    replyTo: mail.replyTo ?? null,
    messageId: messageIdOf(mail.id, own.address),
    headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers },
  })
}

/** The installation's own server and address; the simulated one where none is configured. */
export function installationServer({ smtpUrl, simulators, appUrl }: Installed): Own | null {
  const simulated = simulators.smtp
  const url = smtpUrl ?? (simulated === undefined ? null : new Secret(simulated))
  if (url === null) return null
  const { hostname } = new URL(appUrl)
  const domain = /[a-z]\.[a-z]/i.test(hostname) ? hostname : 'campainha.example.com'
  return { server: serverOf(url), address: senderOf(url, `no-reply@${domain}`) }
}
type Installed = Pick<Tools, 'smtpUrl' | 'simulators' | 'appUrl'>
type Own = { readonly server: SmtpServer; readonly address: string }

/** In the domain that it comes from, as receivers expect. */
export const messageIdOf = (id: string, address: string) =>
  `<${id}@${address.split('@').at(-1) ?? 'localhost'}>`
