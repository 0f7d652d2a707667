// lib/platform/tools.ts
import 'server-only'
import { randomBytes } from 'node:crypto'
import { connect } from '@/db/client'
import { makeId } from '@/lib/kernel/ids'
import { clock } from './clock'
import type { Tools } from './context'
import { env } from './env'
import { sendHttp } from './http'
import { openKeyring } from './keyring'
import { setLogLevel } from './log'
import { openStorage } from './storage'

setLogLevel(env.LOG_LEVEL)

/** The real tools, made once a process: pool, network, clock and chance. */
export const tools: Tools = {
  db: connect(env.DATABASE_URL.reveal()),
  http: sendHttp,
  ...clock,
  keyring: openKeyring(env.ENCRYPTION_KEY),
  storage: openStorage({ http: sendHttp, now: clock.now }, env),
  appUrl: env.APP_URL,
  ...(env.SMTP_URL && { smtpUrl: env.SMTP_URL }),
  privateSenders: env.PRIVATE_SENDERS,
  simulators: env.SIMULATOR_ADDRESSES,
  newId: (entity) => makeId(entity, clock.now(), randomBytes(16)),
}
