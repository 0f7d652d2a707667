// lib/simulator/dialects/evolution-messages.ts
import { z } from 'zod'
import type { Call, Forced, Said, World } from '../dialect'
import { readJson, said, wrong } from './evolution'
import { type Line, later, tell } from './evolution-lines'

/** Where nobody has WhatsApp. */
const NOBODY = /0000$/

const SendText = z.object({
  number: z.string().regex(/^\d{10,15}$/),
  text: z.string().min(1),
  delay: z.number().int().min(0).max(20_000).optional(),
  linkPreview: z.boolean().optional(),
})
const Numbers = z.object({ numbers: z.array(z.string().regex(/^\d{8,15}$/)).min(1) })

/** When each receipt comes after the message was taken. */
const RECEIPTS = [
  { status: 'SERVER_ACK', afterMs: 150 },
  { status: 'DELIVERY_ACK', afterMs: 900 },
  { status: 'READ', afterMs: 4_000 },
] as const

/** Older accounts live under their number as it was: eight digits after areas from 31 on. */
const jidOf = (number: string) =>
  `${number.replace(/^(55(?:3[1-9]|[4-9]\d))9([789]\d{7})$/, '$1$2')}@s.whatsapp.net`

type Asked = { readonly line: Line; readonly forced: Forced | null }

export function sendText(call: Call, world: World, { line, forced }: Asked): Said {
  const parsed = SendText.safeParse(readJson(call.body))
  if (!parsed.success) return wrong(parsed.error)
  if (forced !== null) return said(Number(forced.code) || 400, 'Forced by a fault', [])
  const { number, text } = parsed.data
  const remoteJid = jidOf(number)
  if (NOBODY.test(number)) {
    return said(400, 'Bad Request', [{ exists: false, jid: remoteJid, number }])
  }
  if (line.state !== 'open') return said(500, 'Internal Server Error', ['Connection Closed'])
  world.messages.add({ channel: 'evolution', instance: line.name, to: `+${number}`, body: text })
  const id = `3EB0${String(world.messages.messages.length).padStart(16, '0')}`
  const sent = {
    key: { remoteJid, fromMe: true, id },
    message: { conversation: text },
    messageTimestamp: seconds(world),
    status: 'PENDING',
    instanceId: `sim-${line.name}`,
  }
  tell(world, line, 'send.message', sent)
  for (const { status, afterMs } of RECEIPTS) {
    later(afterMs, () =>
      tell(world, line, 'messages.update', { keyId: id, remoteJid, fromMe: true, status }),
    )
  }
  return { status: 201, body: sent }
}

const seconds = ({ now }: World) => Math.floor(now().getTime() / 1_000)

export function numbersOf(call: Call): Said {
  const parsed = Numbers.safeParse(readJson(call.body))
  if (!parsed.success) return wrong(parsed.error)
  return {
    status: 200,
    body: parsed.data.numbers.map((number) => ({
      ...{ jid: jidOf(number), exists: !NOBODY.test(number), number },
    })),
  }
}

/** A buyer writes to a line. */
export function writeTo(world: World, line: Line, { from, text }: { from: string; text: string }) {
  const remoteJid = jidOf(from.replace(/\D/g, ''))
  const id = `IN${world.now().getTime()}`
  tell(world, line, 'messages.upsert', {
    ...{ key: { remoteJid, fromMe: false, id }, pushName: 'Comprador' },
    ...{ message: { conversation: text }, messageType: 'conversation' },
    messageTimestamp: seconds(world),
  })
}
