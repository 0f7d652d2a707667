// lib/payments/acquirers/rede/pix.ts
import { z } from 'zod'
import type { Voucher } from '@/db/schema/payments'
import { instantOf } from '@/lib/kernel/calendar'
import { centavos } from '@/lib/kernel/money'
import type { HttpReply } from '@/lib/platform/http'
import type { Issued, IssueRequest } from '../../acquirer'
import type { Answer } from '../../outcome'
import { contradicts, readJson } from '../../read-json'
import { APPROVED } from './codes'
import { misfit, readDenied, readTransaction, text } from './reply'

/** Its picture is left where it is: ours is drawn from the text, which is what is signed for. */
export const QrCode = z.object({
  dateTimeExpiration: text,
  qrCodeData: text,
  endToEndId: text,
})

const Issuance = z.object({ qrCodeResponse: QrCode })

export function readIssued(reply: HttpReply, asked: IssueRequest): Answer<Issued> {
  const said = readTransaction(reply)
  if ('kind' in said) return said
  if (said.returnCode !== APPROVED) return readDenied(said)
  const unfit = misfit(reply, said, asked)
  if (unfit !== null) return unfit
  const issuance = Issuance.safeParse(reply.kind === 'reply' ? readJson(reply.body) : undefined)
  const qrCode = issuance.success ? issuance.data.qrCodeResponse : null
  const voucher = voucherOf(qrCode)
  if (qrCode === null || voucher === null) return contradicts('a Pix without its code')
  const { tid, nsu, returnCode } = said
  // Another sum, said beside the code or printed in it, is told: it is held against what was asked.
  const sums = [said.amount, printedAmount(voucher.copyPaste)]
  const amount = centavos(sums.find((sum) => sum !== null && sum !== asked.amount) ?? asked.amount)
  const expiresAt = instantOf(qrCode.dateTimeExpiration.slice(0, 19)) ?? asked.expiresAt
  return {
    kind: 'done',
    value: { acquirerId: tid, tid, nsu, returnCode, amount, voucher, expiresAt },
  }
}

type PixVoucher = Extract<Voucher, { kind: 'pix' }>

export const voucherOf = (said: z.infer<typeof QrCode> | null | undefined): PixVoucher | null =>
  said?.qrCodeData
    ? {
        kind: 'pix',
        copyPaste: said.qrCodeData,
        ...(said.endToEndId !== '' && { endToEndId: said.endToEndId }),
      }
    : null

const AMOUNT_ID = '54'

/** The amount a bank would read in the code: field 54 of its id-length-value chain, where it is. */
function printedAmount(copyPaste: string): number | null {
  for (let at = 0; at + 4 <= copyPaste.length; ) {
    const length = Number(copyPaste.slice(at + 2, at + 4))
    const value = copyPaste.slice(at + 4, at + 4 + length)
    if (!Number.isInteger(length)) return null
    if (copyPaste.slice(at, at + 2) === AMOUNT_ID) {
      const [reais = '', cents = ''] = value.split('.')
      return Number(`${reais}${cents.padEnd(2, '0')}`)
    }
    at += 4 + length
  }
  return null
}
