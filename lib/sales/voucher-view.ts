// lib/sales/voucher-view.ts
import type { SaleStatus } from '@/db/schema/sales'
import { type LocalDate, localDateOf } from '@/lib/kernel/calendar'
import { drawQr } from './draw-qr'
import type { SaleAttempt } from './sale'

/** `expired`: its time is over. A payment that was made before still counts when it is told. */
export type VoucherState = 'waiting' | 'expired'

export type VoucherView =
  | {
      readonly kind: 'pix'
      readonly copyPaste: string
      /** A whole picture, black on white with its quiet zone: `<svg …>…</svg>`. */
      readonly qrSvg: string
      readonly expiresAt: string
      readonly state: VoucherState
    }
  | {
      readonly kind: 'boleto'
      /** 47 digits, as `34191.79001 01043.510047 91020.150008 1 97650000019700`. */
      readonly digitableLine: string
      readonly barcode: string
      readonly pdfUrl: string | null
      /** The last day it is taken. */
      readonly dueOn: LocalDate
      readonly state: VoucherState
    }

/** What waits for a payment, or waited in vain; a sale that was paid shows none. */
const SHOWN: readonly SaleStatus[] = ['pending', 'refused', 'failed', 'expired']

export function voucherOf(
  status: SaleStatus,
  attempts: readonly SaleAttempt[],
  now: Date,
): VoucherView | null {
  if (!SHOWN.includes(status)) return null
  const telling = payable(attempts, now) ?? attempts.at(-1)
  return telling === undefined ? null : toVoucherView(telling, now)
}

/** The one the buyer may still pay: the last that waits and is in time. */
export const payable = <A extends Pick<SaleAttempt, 'status' | 'expiresAt' | 'voucher'>>(
  attempts: readonly A[],
  now: Date,
): A | undefined =>
  attempts.findLast(
    ({ status, expiresAt, voucher }) =>
      status === 'waiting' && voucher !== null && expiresAt !== null && expiresAt > now,
  )

export function toVoucherView(
  { status, voucher, expiresAt }: Pick<SaleAttempt, 'status' | 'voucher' | 'expiresAt'>,
  now: Date,
): VoucherView | null {
  if (voucher === null || expiresAt === null) return null
  if (status !== 'waiting' && status !== 'expired') return null
  const state = status === 'waiting' && expiresAt > now ? 'waiting' : 'expired'
  if (voucher.kind === 'pix') {
    const { copyPaste } = voucher
    const qrSvg = drawQr(copyPaste)
    return { kind: 'pix', copyPaste, qrSvg, expiresAt: expiresAt.toISOString(), state }
  }
  const { digitableLine, barcode, pdfUrl } = voucher
  const line = printed(digitableLine)
  return {
    kind: 'boleto',
    ...{ digitableLine: line, barcode, pdfUrl, state },
    dueOn: localDateOf(expiresAt),
  }
}

/** In the groups that a person compares with the paper; what is no line of 47 digits stays as it is. */
export const printed = (line: string) =>
  line
    .replace(/\D/g, '')
    .replace(/^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/, '$1.$2 $3.$4 $5.$6 $7 $8')
