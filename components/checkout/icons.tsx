// components/checkout/icons.tsx
import {
  Barcode,
  Check,
  CircleAlert,
  Copy,
  CreditCard,
  LockKeyhole,
  type LucideIcon,
  Pencil,
  ShieldCheck,
} from 'lucide-react'

/** The few marks of the buyer's page; each stands beside words, so none speaks. */
const sized = (Mark: LucideIcon, size: number) =>
  function Icon() {
    return <Mark className="icon" size={size} strokeWidth={1.75} aria-hidden />
  }

export const CheckIcon = sized(Check, 14)
export const DoneIcon = sized(Check, 20)
export const AlertIcon = sized(CircleAlert, 20)
export const SmallAlertIcon = sized(CircleAlert, 16)
export const LockIcon = sized(LockKeyhole, 18)
export const ShieldIcon = sized(ShieldCheck, 20)
export const CardIcon = sized(CreditCard, 24)
export const BoletoIcon = sized(Barcode, 24)
export const CopyIcon = sized(Copy, 20)
export const CopiedIcon = sized(Check, 20)
export const PencilIcon = sized(Pencil, 14)

/** Drawn by hand in the spirit of the Pix's own. */
export const PixIcon = ({ size = 24 }: { readonly size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
  >
    <path d="m12 2.8 3.6 3.6a2.6 2.6 0 0 0 1.8.76h1.3l1.7 1.74a4.4 4.4 0 0 1 0 6.2l-1.7 1.74h-1.3a2.6 2.6 0 0 0-1.8.76L12 21.2l-3.6-3.6a2.6 2.6 0 0 0-1.8-.76H5.3L3.6 15.1a4.4 4.4 0 0 1 0-6.2l1.7-1.74h1.3a2.6 2.6 0 0 0 1.8-.76z" />
    <path d="m8.8 12 3.2-3.2 3.2 3.2-3.2 3.2z" />
  </svg>
)
