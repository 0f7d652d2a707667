// db/schema/voucher.ts

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
