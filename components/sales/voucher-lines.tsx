// components/sales/voucher-lines.tsx
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/code-chip'
import { CopyButton } from '@/components/ui/copy-button'
import type { VoucherHint } from '@/lib/sales/attempt-view'

/** What the buyer pays with, to be read or sent to them; once it is paid or over, only its name. */
export function VoucherLines({
  voucher,
  isOpen,
}: {
  readonly voucher: VoucherHint
  readonly isOpen: boolean
}) {
  const t = useTranslations('sales.detail.timeline.voucher')
  if (voucher.kind === 'pix') {
    return (
      <>
        {isOpen && <Line text={voucher.copyPaste} label={t('copyPix')} />}
        {voucher.endToEndId !== null && (
          <p className="mt-1">
            {t('endToEnd')} <Mono>{voucher.endToEndId}</Mono>
          </p>
        )}
      </>
    )
  }
  return (
    <>
      <Line text={voucher.digitableLine} label={t('copyBoleto')} />
      {voucher.pdfUrl !== null && (
        <a
          className="prose-link"
          href={voucher.pdfUrl}
          target="_blank"
          rel="noopener noreferrer external"
        >
          {t('pdf')}
        </a>
      )}
    </>
  )
}

const Line = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <p className="mt-1 flex max-w-full items-center gap-1">
    <span className="min-w-0 truncate">
      <Mono>{text}</Mono>
    </span>
    <CopyButton text={text} label={label} className="shrink-0" />
  </p>
)
