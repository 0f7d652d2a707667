// lib/simulator/dialects/evolution-lines.ts
import { createHmac } from 'node:crypto'
import QRCode from 'qrcode'
import type { World } from '../dialect'

export type Line = {
  readonly name: string
  state: 'open' | 'connecting' | 'close'
  number: string
  webhook: { readonly url: string; readonly jwtKey: string | null } | null
  /** How many codes were shown since somebody asked for one, and the last of them. */
  codes: number
  code: string | null
  pairingCode: string | null
  /** Counts the times somebody began: a timer of an earlier one does nothing. */
  turn: number
}

/** Kept across a reset: a telephone that was linked stays linked. */
const SHELF = 'evolution.tokens'
const CODE_MS = 20_000
const CODES_MAX = 30
/** A name that nobody created here and that ends so was linked by somebody before. */
const LINKED_BEFORE = /-open$/

export function findLine(world: World, name: string): Line | null {
  const kept = world.shelf(SHELF).get(name)
  if (kept !== undefined) return kept as Line
  if (!LINKED_BEFORE.test(name)) return null
  return keepLine(world, { ...freshLine(name, null), state: 'open' })
}

export const freshLine = (name: string, webhook: Line['webhook']): Line => ({
  ...{ name, state: 'close', number: '5511955554321', webhook },
  ...{ codes: 0, code: null, pairingCode: null, turn: 0 },
})

export function keepLine(world: World, line: Line): Line {
  world.shelf(SHELF).set(line.name, line)
  return line
}

export const dropLine = (world: World, name: string) => world.shelf(SHELF).delete(name)

/** From now on a code every twenty seconds, until one is scanned or the thirtieth is over. */
export function beginPairing(world: World, line: Line, number: string | null): void {
  line.turn++
  Object.assign(line, { state: 'connecting', codes: 0 })
  tell(world, line, 'connection.update', {
    instance: line.name,
    state: 'connecting',
    statusReason: 200,
  })
  nextCode(world, line, number)
  const { turn } = line
  const scanMs = world.autoScanMs()
  if (scanMs !== null) later(scanMs, () => line.turn === turn && scan(world, line))
}

function nextCode(world: World, line: Line, number: string | null) {
  if (line.codes >= CODES_MAX) return giveUp(world, line)
  line.codes++
  const seed = createHmac('sha256', line.name).update(`${line.turn}.${line.codes}`).digest('base64')
  line.code = `2@${seed},${seed.slice(0, 20)},${line.codes}`
  line.pairingCode =
    number === null
      ? null
      : seed
          .replace(/[^A-Z\d]/gi, '')
          .slice(0, 8)
          .toUpperCase()
  keepLine(world, line)
  const { turn } = line
  void codeOf(line).then((qrcode) =>
    tell(world, line, 'qrcode.updated', { qrcode: { instance: line.name, ...qrcode } }),
  )
  later(CODE_MS, () => {
    if (line.turn === turn && line.state === 'connecting') nextCode(world, line, number)
  })
}

function giveUp(world: World, line: Line) {
  Object.assign(line, { state: 'close', code: null, pairingCode: null })
  keepLine(world, line)
  tell(world, line, 'qrcode.updated', {
    ...{ message: 'QR code limit reached, please login again', statusCode: 500 },
  })
  tell(world, line, 'connection.update', {
    instance: line.name,
    state: 'refused',
    statusReason: 428,
  })
}

export async function codeOf({ code, pairingCode, codes: count }: Line) {
  const base64 = await QRCode.toDataURL(code ?? '', { margin: 1 })
  return { pairingCode, code, base64, count }
}

/** Somebody held a telephone in front of it. */
export function scan(world: World, line: Line): void {
  line.turn++
  Object.assign(line, { state: 'open', code: null, pairingCode: null })
  keepLine(world, line)
  const wuid = `${line.number}@s.whatsapp.net`
  tell(world, line, 'connection.update', {
    ...{ instance: line.name, state: 'open', statusReason: 200, wuid, profileName: PROFILE },
  })
}
export const PROFILE = 'Loja simulada'

/** WhatsApp closes it: 401 is logged out, 403 banned, 428 a bad moment of the network. */
export function close(world: World, line: Line, statusReason: number): void {
  line.turn++
  Object.assign(line, { state: 'close', code: null, pairingCode: null })
  keepLine(world, line)
  if (statusReason === 401) tell(world, line, 'logout.instance', null)
  tell(world, line, 'connection.update', { instance: line.name, state: 'close', statusReason })
}

export const later = (ms: number, work: () => unknown): void => {
  setTimeout(work, ms).unref()
}

/** Not tried again after these, as the real one does not. */
const FINAL = new Set([400, 401, 403, 404, 422])
const PAUSES_MS = [500, 2_000, 5_000]

/** With a token of ten minutes when it was given a key, and its own key in the body all the same. */
export function tell(world: World, line: Line, event: string, data: unknown): void {
  const { webhook } = line
  if (webhook === null) return
  const { url, jwtKey } = webhook
  const body = JSON.stringify({
    ...{ event, instance: line.name, data, destination: url },
    ...{ date_time: world.now().toISOString(), sender: `${line.number}@s.whatsapp.net` },
    ...{ server_url: 'https://evolution.simulated', apikey: 'the-key-of-the-simulated-server' },
  })
  void post(0)
  async function post(tries: number): Promise<void> {
    const authorization =
      jwtKey === null ? {} : { authorization: `Bearer ${tokenOf(jwtKey, world)}` }
    const headers = { 'content-type': 'application/json', ...authorization }
    const signal = AbortSignal.timeout(5_000)
    const status = await fetch(url, { method: 'POST', headers, body, signal }).then(
      (reply) => reply.status,
      () => 0,
    )
    const pause = PAUSES_MS[tries]
    if ((status >= 200 && status < 300) || FINAL.has(status) || pause === undefined) return
    later(pause, () => post(tries + 1))
  }
}

function tokenOf(key: string, { now }: World): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const iat = Math.floor(now().getTime() / 1_000)
  const claims = { iat, exp: iat + 600, app: 'evolution', action: 'webhook' }
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}
