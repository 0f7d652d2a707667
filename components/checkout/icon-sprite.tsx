// components/checkout/icon-sprite.tsx
import {
  Barcode,
  Calendar,
  Check,
  ChevronDown,
  CircleAlert,
  Copy,
  CreditCard,
  LockKeyhole,
  type LucideIcon,
  Pencil,
  Play,
  ShieldCheck,
  Tag,
  X,
} from 'lucide-react'
import { BRAND_DRAWINGS } from './brand-drawings'

const DRAWN: Readonly<Record<string, LucideIcon>> = {
  check: Check,
  alert: CircleAlert,
  lock: LockKeyhole,
  shield: ShieldCheck,
  card: CreditCard,
  boleto: Barcode,
  copy: Copy,
  pencil: Pencil,
  tag: Tag,
  chevron: ChevronDown,
  calendar: Calendar,
  close: X,
}

/** The marks of the buyer's page, in its HTML once: the parts that move carry no drawing of their own. */
export function IconSprite() {
  return (
    <svg className="sr" aria-hidden>
      {Object.entries(DRAWN).map(([name, Mark]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 24 24">
          <Mark size={24} strokeWidth={1.75} />
        </symbol>
      ))}
      <symbol id="i-play" viewBox="0 0 24 24">
        <Play size={24} fill="currentColor" strokeWidth={1.75} />
      </symbol>
      {/* Drawn by hand in the spirit of the Pix's own. */}
      <symbol id="i-pix" viewBox="0 0 24 24">
        <g
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d="m12 2.8 3.6 3.6a2.6 2.6 0 0 0 1.8.76h1.3l1.7 1.74a4.4 4.4 0 0 1 0 6.2l-1.7 1.74h-1.3a2.6 2.6 0 0 0-1.8.76L12 21.2l-3.6-3.6a2.6 2.6 0 0 0-1.8-.76H5.3L3.6 15.1a4.4 4.4 0 0 1 0-6.2l1.7-1.74h1.3a2.6 2.6 0 0 0 1.8-.76z" />
          <path d="m8.8 12 3.2-3.2 3.2 3.2-3.2 3.2z" />
        </g>
      </symbol>
      {Object.entries(BRAND_DRAWINGS).map(([brand, drawing]) => (
        <symbol key={brand} id={`b-${brand}`} viewBox="0 0 38 24">
          {drawing}
        </symbol>
      ))}
    </svg>
  )
}
