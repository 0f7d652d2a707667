// lib/simulator/smtp-listener.ts
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Fault } from './faults'
import type { Listener } from './listener'
import { readMail } from './mime'
import type { WholeWorld } from './world'

const HOST = '127.0.0.1'
const MAIL_MAX_BYTES = 10 * 1_048_576
/** Where nobody reads mail, who is never let in, and who may not write from here. */
const NOBODY = /^(nobody|ninguem)@/i
const WRONG = 'wrong'
const STRANGER = /@not-ours\./i

/**
 * A mail server for everybody: it keeps each mail as a message of the channel `email`. A user or
 * password of `wrong` is turned away. Faults: `http_500` is a passing 451, `return_code` answers
 * with its code, `drop_request` hangs up before the mail, `drop_response` after it was taken.
 */
export async function openMailbox(
  port: number,
  world: WholeWorld,
  touch: () => void,
): Promise<Listener> {
  let server: SMTPServer | null = await listen(port, world, touch)
  const { port: taken } = server.server.address() as AddressInfo
  return {
    url: `smtp://${HOST}:${taken}`,
    isOpen: () => server !== null,
    async close() {
      const closing = server
      server = null
      if (closing === null) return
      for (const connection of closing.connections) connection.close()
      await new Promise<void>((done) => closing.close(done))
    },
    async reopen() {
      server ??= await listen(taken, world, touch)
    },
  }
}

class Answer extends Error {
  constructor(
    readonly responseCode: number,
    words: string,
  ) {
    super(words)
  }
}

type Verdict = (error?: Error | null) => void

function listen(port: number, world: WholeWorld, touch: () => void): Promise<SMTPServer> {
  const server = new SMTPServer({
    ...{ authOptional: true, allowInsecureAuth: true, disabledCommands: ['STARTTLS'] },
    ...{ size: MAIL_MAX_BYTES, logger: false, closeTimeout: 100 },
    onAuth({ username = '', password = '' }, _, done) {
      if (username !== WRONG && password !== WRONG) return done(null, { user: username })
      done(new Answer(535, '5.7.8 Authentication credentials invalid'))
    },
    onMailFrom({ address }, _, done: Verdict) {
      if (!STRANGER.test(address)) return done()
      done(new Answer(553, '5.7.1 Sender address rejected: not owned by user'))
    },
    onRcptTo({ address }, _, done: Verdict) {
      if (!NOBODY.test(address)) return done()
      done(new Answer(550, '5.1.1 The email account that you tried to reach does not exist'))
    },
    onData(stream, session, done) {
      take(server, { stream, session, world }).then((words) => {
        touch()
        if (words !== null) done(null, words)
      }, done)
    },
  })
  server.on('error', () => undefined) // Who hangs up in the middle is nobody's fault here.
  return new Promise((ready, failed) => {
    server.server.once('error', failed)
    server.listen(port, HOST, () => ready(server))
  })
}

type Taken = {
  readonly stream: SMTPServerDataStream
  readonly session: SMTPServerSession
  readonly world: WholeWorld
}

/** What the server says to the mail; null when it says nothing and hangs up. */
async function take(server: SMTPServer, taken: Taken): Promise<string | null> {
  const { stream, session, world } = taken
  const fault = world.faults.take('smtp', 'send')
  if (fault?.mode === 'drop_request') return hangUp(server, session)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  await refusalOf(fault)
  keep(taken, Buffer.concat(chunks).toString('latin1'))
  return fault?.mode === 'drop_response' ? hangUp(server, session) : 'Message queued'
}

async function refusalOf(fault: Fault | null) {
  if (fault?.mode === 'http_500') throw new Answer(451, '4.3.0 Temporary failure, try again later')
  if (fault?.mode === 'return_code') {
    throw new Answer(Number(fault.code) || 554, 'Refused by a fault')
  }
  if (fault?.mode === 'delay') await sleep(fault.delayMs)
}

function hangUp({ connections }: SMTPServer, { id }: SMTPServerSession): null {
  for (const connection of connections as Set<{ id: string; _socket?: { destroy(): void } }>) {
    if (connection.id === id) connection._socket?.destroy()
  }
  return null
}

function keep({ session, world }: Taken, raw: string) {
  const { subject, text, html, headers } = readMail(raw)
  const { mailFrom, rcptTo } = session.envelope
  const instance = mailFrom === false ? '' : mailFrom.address
  for (const { address: to } of rcptTo) {
    world.messages.add({ channel: 'email', instance, to, body: text, subject, html, headers })
  }
}
