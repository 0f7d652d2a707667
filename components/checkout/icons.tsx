// components/checkout/icons.tsx
import { Check, CircleAlert, LockKeyhole, type LucideIcon, ShieldCheck } from 'lucide-react'

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
