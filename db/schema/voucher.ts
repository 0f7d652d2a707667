// db/schema/voucher.ts
import type { Id } from '@/lib/kernel/ids'
import type { Centavos } from '@/lib/kernel/money'

/** What a Pix or a boleto is paid with. The picture of a QR code is drawn from `copyPaste`. */
export type Voucher =
  | { readonly kind: 'pix'; readonly copyPaste: string; readonly endToEndId?: string }
  | {
      readonly kind: 'boleto'
      /** 47 digits, as printed. */
      readonly digitableLine: string
      /** 44 digits. */
      readonly barcode: string
      readonly pdfUrl: string | null
    }

/** The networks' names for a payment of the customer: later charges of the merchant carry them. */
export type NetworkIds = {
  readonly issuerTransactionId?: string
  readonly brandTid?: string
  readonly transactionLinkId?: string
}

/** What a Pix or a boleto was issued for, where its buyer took other things since: paid, it was this. */
export type OrderBefore = {
  readonly items: readonly {
    readonly kind: 'main' | 'bump'
    readonly bumpId: string | null
    readonly name: string
    readonly price: Centavos
  }[]
  readonly discount: Centavos
  readonly couponId: Id<'coupon'> | null
  readonly couponCode: string | null
  readonly couponKeys: readonly string[] | null
}
