// components/checkout/icons.tsx

/** Drawn once a page by `IconSprite`; here is only which one, and how large. */
const sized = (name: string, size: number) => () => (
  <svg className="icon" width={size} height={size} aria-hidden>
    <use href={`#i-${name}`} />
  </svg>
)

export const CheckIcon = sized('check', 14)
export const DoneIcon = sized('check', 20)
export const AlertIcon = sized('alert', 20)
export const SmallAlertIcon = sized('alert', 16)
export const LockIcon = sized('lock', 18)
export const ShieldIcon = sized('shield', 20)
export const CardIcon = sized('card', 24)
export const BoletoIcon = sized('boleto', 24)
export const CopyIcon = sized('copy', 20)
export const CopiedIcon = sized('check', 20)
export const PencilIcon = sized('pencil', 14)
export const CloseIcon = sized('close', 18)
export const TagIcon = sized('tag', 16)
export const ChevronIcon = sized('chevron', 20)
export const PlayIcon = sized('play', 28)
export const CalendarIcon = sized('calendar', 16)
export const PixIcon = sized('pix', 24)
export const SmallPixIcon = sized('pix', 20)
