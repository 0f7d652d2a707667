// components/checkout/brand-drawings.tsx
import type { ReactNode } from 'react'

/** Drawn by hand in the spirit of each brand; the name is said in words beside it. */
export const BRAND_DRAWINGS: Readonly<Record<string, ReactNode>> = {
  visa: (
    <>
      <rect width="38" height="24" rx="4" fill="#fff" />
      <text
        x="19"
        y="16.3"
        textAnchor="middle"
        fontSize="11.5"
        fontWeight="800"
        fontStyle="italic"
        fill="#1A2A8C"
      >
        VISA
      </text>
    </>
  ),
  mastercard: (
    <>
      <rect width="38" height="24" rx="4" fill="#fff" />
      <circle cx="15" cy="12" r="7" fill="#E3232C" />
      <circle cx="23" cy="12" r="7" fill="#F59C1A" />
      <path d="M19 6.26a7 7 0 0 1 0 11.48 7 7 0 0 1 0-11.48z" fill="#F1632A" />
    </>
  ),
  elo: (
    <>
      <rect width="38" height="24" rx="4" fill="#111" />
      <g fill="none" strokeWidth="3">
        <path d="M17 6.4a6 6 0 0 1 8 4.4" stroke="#FFCB05" />
        <path d="M25 13.2a6 6 0 0 1-7.5 4.5" stroke="#EF4123" />
        <path d="M15.2 16.6a6 6 0 0 1-1.6-6.2" stroke="#00A4E0" />
      </g>
    </>
  ),
  amex: (
    <>
      <rect width="38" height="24" rx="4" fill="#1F72CD" />
      <text x="19" y="15.7" textAnchor="middle" fontSize="9.5" fontWeight="800" fill="#fff">
        AMEX
      </text>
    </>
  ),
  hiper: (
    <>
      <rect width="38" height="24" rx="4" fill="#B3131B" />
      <text
        x="19"
        y="15.3"
        textAnchor="middle"
        fontSize="8.5"
        fontWeight="700"
        fontStyle="italic"
        fill="#fff"
      >
        Hiper
      </text>
    </>
  ),
}
