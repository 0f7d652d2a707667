// lib/simulator/dialects/rede-pix.ts
import { randomBytes, randomUUID } from 'node:crypto'
import { toBrCode } from '../br-code'
import { offsetTimeOf, wallClockOf } from '../calendar'
import type { Call, Forced, Said, World } from '../dialect'
import type { Entry, Happening } from '../entry'
import type { Notice } from '../notifier'
import { toQrPng } from '../qr-image'
import type { PixNode } from './rede-pix-request'
import { nodeOf, readObject, said, textOf } from './rede-rules'

type Own = World & { readonly merchant: string }

export function issuePix(pix: PixNode, world: Own, forced: Forced | null): Said {
  const { ledger, merchant, payAfterMs, now } = world
  const { reference, amount, until, expiresAt } = pix
  const code = forced?.code ?? '00'
  const txid = randomBytes(16).toString('hex')
  const entry = ledger.add({
    acquirer: 'rede',
    merchant,
    reference,
    amount,
    installments: 1,
    code,
    brand: '',
    cardNumber: '',
    approved: code === '00',
    method: 'pix',
    expiresAt: expiresAt.toISOString(),
    payAfterMs: payAfterMs(amount),
    extra: {
      until,
      txid,
      endToEndId: `E${digitsOf(now())}${randomBytes(6).toString('hex').slice(0, 11)}`,
      copyPaste: toBrCode({ location: `pix.rede.example/qr/v2/${txid}`, amount }),
    },
  })
  if (code !== '00') return said(422, code, 'QR code not generated.', { reference })
  return {
    status: 201,
    body: {
      reference,
      tid: entry.tid,
      dateTime: offsetTimeOf(now()),
      amount,
      returnCode: code,
      returnMessage: 'Success.',
      ...qrCodeOf(entry, now()),
    },
  }
}

/** ISPB of the payer's bank, then the minute: an end-to-end id is 32 characters long. */
const digitsOf = (now: Date) => `00000000${wallClockOf(now).replace(/\D/g, '').slice(0, 12)}`

/** Told again by a search, as long as it can be paid. */
export function qrCodeOf(entry: Entry, now: Date): object {
  const waits = entry.status === 'waiting' && new Date(entry.expiresAt ?? 0) > now
  if (!waits) return {}
  const { until, copyPaste = '' } = entry.extra
  return {
    qrCodeResponse: {
      dateTimeExpiration: until,
      qrCodeImage: toQrPng(copyPaste),
      qrCodeData: copyPaste,
    },
  }
}

/** Only of what is paid; a return made here is answered where it is asked for. */
export function pixNotice({ kind, entry }: Happening): Notice | null {
  if (kind !== 'paid' || entry.method !== 'pix') return null
  const { txid, endToEndId } = entry.extra
  return {
    body: {
      id: randomUUID(),
      merchantId: entry.merchant,
      events: ['PV.UPDATE_TRANSACTION_PIX'],
      data: { txid, id: entry.tid, endToEndId },
    },
  }
}

/** The sandbox's own way to say where a Pix is told; in production it is said by telephone. */
export function setNoticeUrl({ body }: Call, { register, merchant }: Own): Said {
  const node = readObject(body)
  const url = textOf(node?.URL)
  const authorization = nodeOf(node?.authorization)
  const [type, token] = [textOf(authorization?.type), textOf(authorization?.token)]
  if (!URL.canParse(url) || !/^https?:/.test(url)) return said(400, '161', 'URL: invalid.')
  if (!['bearer', 'basic'].includes(type) || token === '') {
    return said(400, '56', 'authorization: invalid.')
  }
  const word = type === 'bearer' ? 'Bearer' : 'Basic'
  register('rede', { merchant, url, headers: { authorization: `${word} ${token}` } })
  return said(201, '00', 'Success.')
}
