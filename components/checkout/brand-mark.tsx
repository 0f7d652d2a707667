// components/checkout/brand-mark.tsx

/** Brands shown beside the number before it says which one it is; those that have a drawing. */
export const SHOWN_BRANDS = ['visa', 'mastercard', 'elo', 'amex', 'hiper'] as const

const isDrawn = (brand: string) => SHOWN_BRANDS.some((each) => each === brand)

/** A brand without a drawing gets a plain card with its name, so that none is ever invisible. */
export function BrandMark({ brand, label }: { readonly brand: string; readonly label?: string }) {
  return (
    <svg viewBox="0 0 38 24" fontFamily="var(--font-geist-sans)" aria-hidden>
      {isDrawn(brand) ? (
        <use href={`#b-${brand}`} />
      ) : (
        <>
          <rect width="38" height="24" rx="4" fill="#59606b" />
          <text x="19" y="15" textAnchor="middle" fontSize="7.5" fontWeight="700" fill="#fff">
            {(label ?? brand).slice(0, 8)}
          </text>
        </>
      )}
      <rect x=".5" y=".5" width="37" height="23" rx="3.5" fill="none" stroke="#00000022" />
    </svg>
  )
}
