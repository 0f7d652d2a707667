// app/(panel)/error.tsx
'use client'

import { ErrorState } from '@/components/ui/error-state'

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }

export default function PanelError({ error, reset }: Props) {
  return <ErrorState digest={error.digest} retry={reset} />
}
