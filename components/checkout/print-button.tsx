// components/checkout/print-button.tsx
'use client'

export function PrintButton({ label }: { readonly label: string }) {
  return (
    <button className="btn quiet small" type="button" onClick={() => print()}>
      {label}
    </button>
  )
}
